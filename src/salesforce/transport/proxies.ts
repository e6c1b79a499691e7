import { originOf } from '../../secrets/shownUrl.ts';
import { systemCodeOf } from '../faults/networkError.ts';

/** Which proxies the environment names, as undici's agent takes them: an empty text is none. */
export type Proxies = { readonly httpProxy: string; readonly httpsProxy: string; readonly noProxy: string };

type Environment = { readonly [name: string]: string | undefined };

/**
 * In the order in which the sf CLI's own library (jsforce) takes them: lower case first, and what is for `https` before
 * what is for `http`. `NO_PROXY` counts for every request; jsforce itself does not look at it.
 */
export const proxiesOf = (environment: Environment): Proxies => {
  const { https_proxy, http_proxy, HTTPS_PROXY, HTTP_PROXY, no_proxy, NO_PROXY } = environment;
  const httpsProxy = https_proxy ?? http_proxy ?? HTTPS_PROXY ?? HTTP_PROXY ?? '';
  // An empty `https_proxy` means none; the agent would take the other one.
  const httpProxy = httpsProxy === '' ? '' : (http_proxy ?? HTTP_PROXY ?? '');
  return { httpProxy, httpsProxy, noProxy: no_proxy ?? NO_PROXY ?? '' };
};

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'socks5:', 'socks:']);

/** What is wrong with them, if anything; without what they hold, which may be a password. */
export const proxyProblem = ({ httpProxy, httpsProxy }: Proxies): string | undefined => {
  const isWrong = (text: string): boolean => text !== '' && !SCHEMES.has(URL.parse(text)?.protocol ?? '');
  return isWrong(httpsProxy) || isWrong(httpProxy)
    ? 'HTTPS_PROXY or HTTP_PROXY is not a valid proxy address; use http://HOST:PORT'
    : undefined;
};

/** As it may be shown: without user and password. */
export const proxyName = (proxy: string): string => ['the proxy', originOf(proxy) ?? ''].join(' ').trimEnd();

/** Codes of our own for what a proxy does; the digits are an HTTP status. */
export type ProxyFailure = { readonly code: string; readonly message: string };

/** What a proxy answered instead of letting a request through; undefined for an error of another kind. */
export const proxyRefusal = (error: Error, proxy: string): ProxyFailure | undefined => {
  const status = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(error.message)?.[1];
  if (status === undefined) return undefined;
  const meaning = status === '407' ? ' (it asks for a user name and a password)' : '';
  return { code: `PROXY_HTTP_${status}`, message: `${proxyName(proxy)} answered with HTTP status ${status}${meaning}` };
};

/** Marks an error of the connection to the proxy: it looks like one of the connection to the org. Keeps its code. */
export const atProxy = (error: Error, proxy: string): Error => {
  const code = systemCodeOf(error);
  const reason = error.message || code || error.name;
  return Object.assign(new Error(`${proxyName(proxy)} can't be reached (${reason})`), { code });
};
