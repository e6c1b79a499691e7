import type { buildConnector, Dispatcher } from 'undici';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { isUnsent, systemCodeOf } from '../faults/networkError.ts';
import { TransportFault } from '../faults/salesforceFault.ts';
import { answerSize, answerTooLarge, type AnswerSize } from './answerSize.ts';
import { boundedBody, createTurns } from './boundedBody.ts';
import { atProxy, proxiesOf, proxyProblem, proxyName, proxyRefusal, type Proxies } from './proxies.ts';
import type { HttpHeaders } from './retryAfter.ts';

/** Salesforce ends a request after 10 minutes; a little more, so that its own answer wins. */
const ANSWER_TIMEOUT = 11 * 60_000;

/** A proxy connects within seconds, or tries in vain: in milliseconds. */
const CONNECT_TIMEOUT = 60_000;

export type TransportLimits = {
  readonly sizeOf?: ((operation: string) => AnswerSize) | undefined;
  /** In milliseconds, of the server's answer and of a proxy's. */
  readonly answerTimeout?: number | undefined;
  readonly connectTimeout?: number | undefined;
};

export type HttpRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** Gives the request up. */
  readonly signal?: AbortSignal;
};

/**
 * One request; what goes wrong on the way, in the middle of an answer too, is a `TransportFault`, and an answer that is
 * that is too large to be right a `SalesforceFault`.
 */
export type HttpTransport = (request: HttpRequest, operation: string) => Promise<Answer>;

type Answer = HttpAnswer & { readonly headers: HttpHeaders };

/**
 * Hands bodies on while they arrive. jsforce reads them whole as one string, and an answer that breaks off in the
 * middle ends the process there.
 * When the signal fires, every request under way is broken off. Proxies come from the environment, as for the sf CLI, and
 * certificates are trusted as Node does (`NODE_EXTRA_CA_CERTS`). Redirects are not followed: a session id stays with its
 * host. The limits are injected by tests.
 */
export const createHttpTransport = async (
  signal?: AbortSignal,
  limits: TransportLimits = {}
): Promise<HttpTransport> => {
  const { sizeOf = answerSize, answerTimeout = ANSWER_TIMEOUT, connectTimeout = CONNECT_TIMEOUT } = limits;
  const { request } = await import('undici');
  const proxies = proxiesOf(process.env);
  const problem = proxyProblem(proxies);
  const dispatcher = problem === undefined ? await proxyAgent(proxies, { answerTimeout, connectTimeout }) : undefined;
  const turns = createTurns();
  return async ({ url, headers, signal: own, ...rest }, operation) => {
    if (problem !== undefined) throw new TransportFault(operation, problem, { unsent: true, code: 'PROXY_INVALID' });
    const proxy = url.startsWith('https:') ? proxies.httpsProxy : proxies.httpProxy;
    const ends = signal && own ? AbortSignal.any([signal, own]) : (signal ?? own);
    const options = {
      ...rest,
      headers: { ...headers, ...UNCOMPRESSED },
      ...omitUndefined({ dispatcher, signal: ends }),
    };
    const started = performance.now();
    const answer = await request(url, options).catch((error: unknown) => {
      const isProxy = proxy !== '' && isTimeOut(error) && performance.now() - started < answerTimeout;
      throw isProxy ? silentProxy(operation, proxy) : transportFault(error, operation, proxy);
    });
    const size = sizeOf(operation);
    throwUnlessReadable(answer, operation, size);
    const body = boundedBody(readBody(answer.body, operation, proxy), operation, size, turns);
    return { status: answer.statusCode, headers: answer.headers, body };
  };
};

/** Where nothing is said, a server may compress as it likes. */
const UNCOMPRESSED = { 'accept-encoding': 'identity' } as const;

const proxyAgent = async (
  proxies: Proxies,
  { answerTimeout, connectTimeout }: { readonly answerTimeout: number; readonly connectTimeout: number }
): Promise<Dispatcher> => {
  const { EnvHttpProxyAgent, Pool } = await import('undici');
  return new EnvHttpProxyAgent({
    ...proxies,
    headersTimeout: answerTimeout,
    bodyTimeout: answerTimeout,
    allowH2: false,
    requestTls: { allowH2: false },
    // The connections to the proxy itself, which answers no more than that it has connected.
    clientFactory: (proxy, { connect, ...rest }: { connect?: buildConnector.connector }) =>
      new Pool(proxy, {
        ...rest,
        headersTimeout: connectTimeout,
        ...omitUndefined({ connect: connect && marking(connect, proxy.href) }),
      }),
  });
};

const marking =
  (connect: buildConnector.connector, proxy: string): buildConnector.connector =>
  (options, callback) =>
    connect(options, (...[error, socket]) =>
      error === null ? callback(null, socket) : callback(atProxy(error, proxy), null)
    );

const throwUnlessReadable = (
  { statusCode, headers, body }: Dispatcher.ResponseData,
  operation: string,
  { most }: AnswerSize
): void => {
  const encoding = String(headers['content-encoding'] ?? 'identity');
  const isCompressed = encoding !== 'identity' && encoding !== '';
  const isTooLarge = statusCode < 400 && Number(headers['content-length'] ?? 0) > most;
  if (!isCompressed && !isTooLarge) return;
  // Breaks it off; the error is thrown here.
  body.on('error', () => undefined).destroy();
  if (isTooLarge) throw answerTooLarge(operation, most);
  throw new TransportFault(operation, `the answer is compressed (${encoding}), which was not asked for`, {
    unsent: false,
  });
};

const readBody = async function* (
  body: AsyncIterable<Uint8Array>,
  operation: string,
  proxy: string
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw transportFault(error, operation, proxy);
  }
};

const transportFault = (error: unknown, operation: string, proxy: string): TransportFault => {
  const cause = error instanceof Error ? error : new Error(String(error));
  const refusal = proxyRefusal(cause, proxy);
  if (refusal !== undefined) {
    // The proxy answered in the place of the server.
    return new TransportFault(operation, refusal.message, { unsent: true, code: refusal.code });
  }
  const code = systemCodeOf(cause);
  return new TransportFault(operation, [code, cause.message].filter(Boolean).join(': '), {
    unsent: isUnsent(cause),
    ...(code ? { code } : {}),
    cause,
  });
};

/** The time that a proxy has to connect is shorter than that of an answer. */
const isTimeOut = (error: unknown): boolean => systemCodeOf(error) === 'UND_ERR_HEADERS_TIMEOUT';

const silentProxy = (operation: string, proxy: string): TransportFault =>
  new TransportFault(operation, `${proxyName(proxy)} does not answer`, { unsent: true, code: 'PROXY_SILENT' });

export type HttpAnswer = {
  readonly status: number;
  readonly headers?: HttpHeaders;
  /** The body as it arrives. Throws a `TransportFault` when it breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
};
