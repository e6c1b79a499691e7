import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { elementsError } from '../../errors.ts';
import { loginMessage } from '../../messages.ts';

/** The address that the sf CLI's connected app has registered, but for the port. */
const PATH = '/OauthRedirect';

/** Either of them is what a browser takes `localhost` for. */
const ADDRESSES = ['127.0.0.1', '::1'] as const;

export type Loopback = {
  readonly redirectUri: string;
  /** The code that the browser brings. Rejects with a named error when Salesforce refused, or with the signal's reason. */
  readonly code: Promise<string>;
  close(): void;
};

/**
 * Waits on this machine alone for the browser to come back from Salesforce: one path, one answer, and only with the state
 * that it was sent away with. Everything else is refused and changes nothing, so that nobody else on the machine can
 * slip in a login of his own or end ours.
 */
export const listenForCode = async (options: {
  readonly port: number;
  readonly state: string;
  readonly orgName: string;
  readonly signal: AbortSignal;
}): Promise<Loopback> => {
  const { port, state, orgName, signal } = options;
  let settle: { resolve(code: string): void; reject(error: unknown): void } | undefined;
  const code = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  // Whoever closes early may have stopped waiting.
  code.catch(() => undefined);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const query = queryOf(request, port);
    if (query === undefined) return reply(response, 404);
    if (!isSame(query.get('state') ?? '', state)) return reply(response, 400);
    const found = query.get('code');
    if (found) {
      reply(response, 200, 'page.done');
      settle?.resolve(found);
    } else {
      reply(response, 200, 'page.refused');
      const reason = [query.get('error'), query.get('error_description')].filter(Boolean).join(': ');
      settle?.reject(elementsError('authenticationFailed', [orgName, reason || 'no code came back']));
    }
    close();
  };
  const servers: Server[] = [];
  const stop = (): void => settle?.reject(signal.reason);
  const close = (): void => {
    signal.removeEventListener('abort', stop);
    for (const server of servers) server.close();
  };
  for (const address of ADDRESSES) {
    const server = createServer(answer);
    server.listen({ port, host: address, exclusive: true });
    try {
      await once(server, 'listening');
      servers.push(server);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' && address === '::1') continue;
      close();
      throw elementsError('authenticationPort', [String(port)], { cause: error as Error });
    }
  }
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const end = (): void => {
    close();
    for (const server of servers) server.closeAllConnections();
  };
  return { redirectUri: `http://localhost:${String(port)}${PATH}`, code, close: end };
};

/** Of the one request that is answered. A name that leads here from elsewhere is none of ours. */
const queryOf = (request: IncomingMessage, port: number): URLSearchParams | undefined => {
  const hosts = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${String(port)}`);
  if (request.method !== 'GET' || !hosts.includes(request.headers.host ?? '')) return undefined;
  const url = URL.parse(request.url ?? '', `http://localhost:${String(port)}`);
  return url?.pathname === PATH ? url.searchParams : undefined;
};

/** In constant time, whatever the lengths. */
const isSame = (given: string, expected: string): boolean => {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
};

const reply = (response: ServerResponse, status: number, page?: 'page.done' | 'page.refused'): void => {
  const title = loginMessage('page.title');
  const body = page === undefined ? '' : `<!doctype html><title>${title}</title><p>${loginMessage(page)}</p>`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(body);
};
