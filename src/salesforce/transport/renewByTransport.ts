import type { AuthInfo, Connection } from '@salesforce/core';
import { AsyncLocalStorage } from 'node:async_hooks';
import { PassThrough } from 'node:stream';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { rememberSecretsIn } from '../../secrets/liveSecrets.ts';
import { mayRepeat } from '../faults/decideFault.ts';
import { retryPassing, type Waiting } from '../faults/retry.ts';
import { isSalesforceHost, isSameOrigin } from './salesforceHost.ts';
import type { HttpRequest, HttpTransport } from './httpTransport.ts';
import { readAnswer } from './readAnswer.ts';
import { restFault } from './restAnswer.ts';
import type { Answered, JsforceAnswer, JsforceTransport } from './useTransport.ts';

type Prototype = JsforceTransport & { [ROUTED]?: true };
type Renewing = {
  options?: { readonly authInfo?: Pick<AuthInfo, 'getFields'> };
  _transport: JsforceTransport;
  _refreshDelegate?: { refresh(since: number): Promise<void> };
};

const ROUTED = Symbol('requests of renewals go by our own transport');

const LIMIT_MS = 30_000;

/** What asks for jsforce while a session is renewed. */
const renewals = new AsyncLocalStorage<(request: HttpRequest) => Promise<Answered>>();

/**
 * Has a session renewed by our own transport as well. @salesforce/core makes a transport of jsforce's for each token that it
 * asks for: one that knows no `NO_PROXY`, takes answers of any size, and ends the process when an answer breaks off in the
 * middle. Only what belongs to a renewal is led elsewhere. Call it before `useTransport`.
 *
 * A renewal is one call, to the place that gives tokens. @salesforce/core asks the org for more with the new token, which
 * only refreshes its own record: whether it is a Dev Hub, its versions, who it is. All that is not asked, because nothing may
 * be asked of an org before the guard has heard which one it is; the record keeps what it says.
 *
 * A renewal is not broken off when the program is told to end: Salesforce may have made a new refresh token by then, which
 * nobody would have. It may be repeated when its answer was lost: if the token in it was a new one, it is lost in any case.
 */
export const renewByTransport = (connection: Connection, send: HttpTransport, waiting: Waiting): void => {
  const { _transport, _refreshDelegate: delegate, options } = connection as unknown as Renewing;
  if (delegate === undefined) return;
  route(Object.getPrototypeOf(_transport) as Prototype);
  const seen: { fault?: unknown; isAnswered?: boolean } = {};
  const ask = async (request: HttpRequest): Promise<Answered> => {
    if (request.method !== 'POST') return unasked(request, options?.authInfo);
    try {
      const answer = trusted(await retryPassing(() => askOnce(request, send), waiting), options?.authInfo);
      seen.isAnswered = true;
      return answer;
    } catch (error) {
      seen.fault = error;
      throw error;
    }
  };
  const refresh = delegate.refresh.bind(delegate);
  delegate.refresh = async (since) => {
    Object.assign(seen, { fault: undefined, isAnswered: false });
    try {
      await renewals.run(ask, () => refresh(since));
    } catch (error) {
      // On the way up it loses everything but its words, and would look like a login that is not valid any more.
      throw seen.fault instanceof Error && !seen.isAnswered ? seen.fault : error;
    }
  };
};

/** As if the org had nothing to say, but that a Dev Hub stays one. */
const unasked = ({ url }: HttpRequest, authInfo: Pick<AuthInfo, 'getFields'> | undefined): Answered => {
  const isDevHub = url.includes('ScratchOrgInfo') && authInfo?.getFields().isDevHub === true;
  return { statusCode: isDevHub ? 200 : 400, headers: {}, body: '{}' };
};

/**
 * The answer with the address that the login had before, where the one in it is neither that nor one of Salesforce: the
 * tokens would be sent there, and it would be saved.
 */
const trusted = (answer: Answered, authInfo: Pick<AuthInfo, 'getFields'> | undefined): Answered => {
  const json = parsed(answer.body);
  const said = json?.['instance_url'];
  const known = authInfo?.getFields().instanceUrl;
  if (json === undefined || said === undefined || said === known) return answer;
  if (typeof said === 'string' && (isSameOrigin(said, known ?? '') || isSalesforceHost(said))) return answer;
  return { ...answer, body: JSON.stringify({ ...json, instance_url: known }) };
};

const parsed = (text: string): { readonly [name: string]: unknown } | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : undefined;
  } catch {
    return undefined;
  }
};

const askOnce = async ({ method, url, headers, body }: HttpRequest, send: HttpTransport): Promise<Answered> => {
  const operation = 'token';
  const signal = AbortSignal.timeout(LIMIT_MS);
  rememberSecretsIn(body ?? '');
  const answer = await send({ ...omitUndefined({ method, url, headers, body }), signal }, operation);
  const content = (await readAnswer(answer, operation)).toString();
  rememberSecretsIn(content);
  const { status, headers: answerHeaders } = answer;
  if (status >= 400) {
    const refusal = restFault(content, status, operation, answerHeaders);
    if (mayRepeat(refusal, 'call')) throw refusal;
  }
  return { statusCode: status, headers: answerHeaders, body: content };
};

/** Once for all transports that jsforce makes; outside of renewals they do what they did. */
const route = (prototype: Prototype): void => {
  if (prototype[ROUTED]) return;
  prototype[ROUTED] = true;
  const { httpRequest } = prototype;
  prototype.httpRequest = function (this: JsforceTransport, request, options): JsforceAnswer {
    const ask = renewals.getStore();
    if (ask === undefined) return httpRequest.call(this, request, options);
    return Object.assign(ask({ ...request, headers: request.headers ?? {} }), { stream: () => new PassThrough() });
  };
};
