import type { Connection } from '@salesforce/core';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { mayRepeat } from '../faults/decideFault.ts';
import { retryPassing, type Waiting } from '../faults/retry.ts';
import type { SalesforceFault } from '../faults/salesforceFault.ts';
import type { HttpRequest, HttpTransport } from './httpTransport.ts';
import { restFault } from './restAnswer.ts';
import type { HttpHeaders } from './retryAfter.ts';

/** What jsforce asks of a transport: a promise that is a stream as well, which only downloads use. */
type Answered = { readonly statusCode: number; readonly headers: HttpHeaders; readonly body: string };
type JsforceAnswer = Promise<Answered> & { stream: () => PassThrough };
type Transported = { _transport: { httpRequest: (request: HttpRequest) => JsforceAnswer } };

/**
 * Sends what jsforce asks by our own transport. Its own one has nobody listen when an answer breaks off in the middle,
 * which ends the process. As there, what only reads is repeated when the fault passes. Where there is no answer of
 * Salesforce, a fault is thrown that says how long to wait, for which jsforce's errors have no place.
 */
export const useTransport = (connection: Connection, send: HttpTransport, waiting: Waiting): void => {
  const ask = async ({ method, url, headers, body }: HttpRequest): Promise<Answered> => {
    const answer = await send(omitUndefined({ method, url, headers, body }), 'jsforce');
    const { status: statusCode, headers: answerHeaders } = answer;
    const content = await text(answer.body);
    if (statusCode >= 400) throwIfPassing(method, restFault(content, statusCode, 'jsforce', answerHeaders), content);
    return { statusCode, headers: answerHeaders, body: content };
  };
  const answerTo = (request: HttpRequest): Promise<Answered> =>
    request.method === 'GET' ? retryPassing(() => ask(request), waiting) : ask(request);
  (connection as unknown as Transported)._transport = {
    httpRequest: (request) => Object.assign(answerTo(request), { stream: () => new PassThrough() }),
  };
};

/** What starts something is answered with an envelope where Salesforce has looked at it: jsforce reads that. */
const throwIfPassing = (method: HttpRequest['method'], fault: SalesforceFault, content: string): void => {
  const passes =
    method === 'GET' ? mayRepeat(fault, 'call') : mayRepeat(fault, 'start') && !content.includes(':Envelope');
  if (passes) throw fault;
};
