import type { Connection } from '@salesforce/core';
import { PassThrough } from 'node:stream';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { parseXml } from '../../xml/parseXml.ts';
import { childOf } from '../../xml/xmlElement.ts';
import { mayRepeat } from '../faults/decideFault.ts';
import { retryPassing, type Waiting } from '../faults/retry.ts';
import { TransportFault, type SalesforceFault } from '../faults/salesforceFault.ts';
import type { HttpRequest, HttpTransport } from './httpTransport.ts';
import { readAnswer } from './readAnswer.ts';
import { restAnswer, restFault } from './restAnswer.ts';
import type { HttpHeaders } from './retryAfter.ts';

/** What jsforce asks of a transport: a promise that is a stream as well, which only downloads use. */
export type Answered = { readonly statusCode: number; readonly headers: HttpHeaders; readonly body: string };
export type JsforceAnswer = Promise<Answered> & { stream: () => PassThrough };
export type JsforceTransport = {
  httpRequest: (
    this: JsforceTransport,
    request: Omit<HttpRequest, 'headers'> & Partial<Pick<HttpRequest, 'headers'>>,
    options?: object
  ) => JsforceAnswer;
};
type Transported = { _transport: JsforceTransport };

/**
 * Sends what jsforce asks by our own transport. Its own one has nobody listen when an answer breaks off in the middle,
 * which ends the process. As there, what only reads is repeated when the fault passes. Where there is no answer of
 * Salesforce, a fault is thrown that says how long to wait, for which jsforce's errors have no place.
 */
export const useTransport = (connection: Connection, send: HttpTransport, waiting: Waiting): void => {
  const ask = async ({ method, url, headers, body }: HttpRequest): Promise<Answered> => {
    const operation = operationOf(method, url);
    const sent = operation === 'versions' ? withoutToken(headers) : headers;
    const answer = await send(omitUndefined({ method, url, headers: sent, body }), operation);
    const { status: statusCode, headers: answerHeaders } = answer;
    const content = (await readAnswer(answer, operation)).toString();
    if (statusCode >= 400) throwIfPassing(method, restFault(content, statusCode, operation, answerHeaders), content);
    else throwUnlessWhole(method, content, operation);
    return { statusCode, headers: answerHeaders, body: content };
  };
  const answerTo = (request: HttpRequest): Promise<Answered> =>
    request.method === 'GET' ? retryPassing(() => ask(request), waiting) : ask(request);
  (connection as unknown as Transported)._transport = {
    httpRequest: (request) =>
      Object.assign(answerTo({ ...request, headers: request.headers ?? {} }), { stream: () => new PassThrough() }),
  };
};

/** jsforce is asked for two things alone: the versions of an org, with which a session is renewed too, and a job's start. */
const operationOf = (method: HttpRequest['method'], url: string): string =>
  method === 'POST' ? 'retrieve' : url.endsWith('/services/data') ? 'versions' : 'resources';

/** The versions are told to everybody: a token is used for the first time where the org says who it is. */
const withoutToken = (headers: HttpRequest['headers']): HttpRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'));

/** What starts something is answered with an envelope where Salesforce has looked at it: jsforce reads that. */
const throwIfPassing = (method: HttpRequest['method'], fault: SalesforceFault, content: string): void => {
  const passes =
    method === 'GET' ? mayRepeat(fault, 'call') : fault.code !== 'INVALID_SESSION_ID' && !isEnvelope(content);
  if (passes) throw fault;
};

/** jsforce takes whatever comes for an answer, and says of a page in its place what its parser says. */
const throwUnlessWhole = (method: HttpRequest['method'], content: string, operation: string): void => {
  if (method === 'GET') restAnswer(content, 200, operation);
  else if (!isEnvelope(content)) {
    throw new TransportFault(operation, 'the answer is cut off or no XML', { unsent: false });
  }
};

const isEnvelope = (content: string): boolean => {
  try {
    return childOf(parseXml(content), 'Body') !== undefined;
  } catch {
    return false;
  }
};
