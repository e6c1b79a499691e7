import type { Dispatcher } from 'undici';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { isUnsent } from '../faults/networkError.ts';
import { TransportFault } from '../faults/salesforceFault.ts';
import type { HttpHeaders } from './retryAfter.ts';

/** Salesforce ends a request after 10 minutes; a little more, so that its own answer wins. */
const ANSWER_TIMEOUT = 11 * 60_000;

export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** Gives the request up. */
  readonly signal?: AbortSignal;
};

/** One request; what goes wrong on the way, in the middle of an answer too, is a `TransportFault`. */
export type HttpTransport = (request: HttpRequest, operation: string) => Promise<Answer>;

type Answer = HttpAnswer & { readonly headers: HttpHeaders };

/**
 * Hands bodies on while they arrive. jsforce reads them whole as one string, and an answer that breaks off in the
 * middle ends the process there.
 * When the signal fires, every request under way is broken off. Proxies come from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. Redirects are not followed: a session id stays with its host.
 */
export const createHttpTransport = async (
  signal?: AbortSignal,
  answerTimeout = ANSWER_TIMEOUT
): Promise<HttpTransport> => {
  const { EnvHttpProxyAgent, request } = await import('undici');
  const dispatcher: Dispatcher = new EnvHttpProxyAgent({
    headersTimeout: answerTimeout,
    bodyTimeout: answerTimeout,
    allowH2: false,
  });
  return async ({ url, ...rest }, operation) => {
    try {
      const { statusCode, headers, body } = await request(url, { ...rest, dispatcher, ...omitUndefined({ signal }) });
      return { status: statusCode, headers, body: readBody(body, operation) };
    } catch (error) {
      throw transportFault(error, operation);
    }
  };
};

const readBody = async function* (body: AsyncIterable<Uint8Array>, operation: string): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw transportFault(error, operation);
  }
};

const transportFault = (error: unknown, operation: string): TransportFault => {
  const cause = error instanceof Error ? error : new Error(String(error));
  const { code } = cause as { readonly code?: string };
  return new TransportFault(operation, [code, cause.message].filter(Boolean).join(': '), {
    unsent: isUnsent(cause),
    ...(code ? { code } : {}),
    cause,
  });
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers?: HttpHeaders;
  /** The body as it arrives. Throws a `TransportFault` when it breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
};
