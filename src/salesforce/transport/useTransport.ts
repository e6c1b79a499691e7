import type { Connection } from '@salesforce/core';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { PASSING_STATUSES } from '../faults/retry.ts';
import { SalesforceFault } from '../faults/salesforceFault.ts';
import type { HttpRequest, HttpTransport } from './httpTransport.ts';

/** What jsforce asks of a transport: a promise that is a stream as well, which only downloads use. */
type Answered = { readonly statusCode: number; readonly headers: object; readonly body: string };
type JsforceAnswer = Promise<Answered> & { stream: () => PassThrough };
type Transported = { _transport: { httpRequest: (request: HttpRequest) => JsforceAnswer } };

/**
 * Sends what jsforce asks by our own transport. Its own one has nobody listen when an answer breaks off in the middle,
 * which ends the process. As there, what only reads is repeated when the fault passes.
 */
export const useTransport = (
  connection: Connection,
  send: HttpTransport,
  retry: <T>(call: () => Promise<T>) => Promise<T>
): void => {
  const ask = async ({ method, url, headers, body }: HttpRequest): Promise<Answered> => {
    const answer = await send(omitUndefined({ method, url, headers, body }), 'jsforce');
    return { statusCode: answer.status, headers: answer.headers, body: await text(answer.body) };
  };
  const read = async (request: HttpRequest): Promise<Answered> => {
    const answer = await ask(request);
    const { statusCode: status } = answer;
    if (!PASSING_STATUSES.has(status)) return answer;
    const code = `HTTP_${String(status)}`;
    throw new SalesforceFault({ code, message: `HTTP status ${String(status)}`, operation: 'jsforce', status });
  };
  const answerTo = (request: HttpRequest): Promise<Answered> =>
    request.method === 'GET' ? retry(() => read(request)) : ask(request);
  (connection as unknown as Transported)._transport = {
    httpRequest: (request) => Object.assign(answerTo(request), { stream: () => new PassThrough() }),
  };
};
