import { rememberSecrets } from '../../secrets/liveSecrets.ts';
import { originOf } from '../../secrets/shownUrl.ts';
import { networkReason } from '../faults/networkError.ts';
import { createHttpTransport, type HttpTransport } from '../transport/httpTransport.ts';
import { readAnswer } from '../transport/readAnswer.ts';

/** An answer that takes longer must not keep a person waiting who wants to stop. */
const LIMIT_MS = 15_000;

/** What Salesforce says of a token: it has just ended, it is none any more, or why neither is known. */
export type Outcome = { readonly state: 'ended' | 'unknown' } | { readonly problem: string };

/** A refresh token, and the access token that was made with it last; one of them may be missing. */
export type TokenPair = { readonly refreshToken?: string | undefined; readonly accessToken?: string | undefined };

/**
 * Makes a token worthless at Salesforce. The token travels in the body, never in a URL. Resolves with what went wrong,
 * undefined when Salesforce says that the token is dead; never throws.
 */
export const revokeToken = async (
  token: string,
  /** The org's own URL first; the next is asked when one can't be reached. */
  hosts: ReadonlyArray<string | undefined>,
  transport?: HttpTransport
): Promise<string | undefined> => {
  const outcome = await endToken(token, hosts, transport);
  return 'problem' in outcome ? outcome.problem : undefined;
};

/**
 * The same for both tokens of a login. A refresh token that is revoked takes its sessions along ("Revoke OAuth Tokens").
 * One that had ended before, by its policy or because it is good for one use, proves nothing of them: then the access
 * token is revoked as well.
 */
export const revokePair = async (
  { refreshToken, accessToken }: TokenPair,
  hosts: ReadonlyArray<string | undefined>,
  transport?: HttpTransport
): Promise<string | undefined> => {
  const first = refreshToken ? await endToken(refreshToken, hosts, transport) : undefined;
  if (!accessToken || (first && 'state' in first && first.state === 'ended')) return problemIn(first);
  const [ofRefresh, ofAccess] = [problemIn(first), problemIn(await endToken(accessToken, hosts, transport))];
  if (ofRefresh === ofAccess || refreshToken === undefined) return ofAccess;
  const named = [ofRefresh && `refresh token: ${ofRefresh}`, ofAccess && `access token: ${ofAccess}`];
  return named.filter(Boolean).join('; ');
};

const problemIn = (outcome: Outcome | undefined): string | undefined =>
  outcome && 'problem' in outcome ? outcome.problem : undefined;

/** As `revokeToken`, with what Salesforce says. */
export const endToken = async (
  token: string,
  hosts: ReadonlyArray<string | undefined>,
  transport?: HttpTransport
): Promise<Outcome> => {
  rememberSecrets(token);
  const send = transport ?? (await createHttpTransport());
  let outcome: Outcome = { problem: 'no URL of the org is known' };
  for (const host of new Set(hosts.filter((url) => url !== undefined))) {
    outcome = await ask(send, host, token);
    if ('state' in outcome) break;
  }
  return outcome;
};

const ask = async (send: HttpTransport, host: string, token: string): Promise<Outcome> => {
  // It may come from the environment, with a password in it.
  const place = originOf(host) ?? "the org's URL";
  try {
    const reply = await send(
      {
        method: 'POST',
        url: `${host.replace(/\/+$/, '')}/services/oauth2/revoke`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({ token }).toString(),
        signal: AbortSignal.timeout(LIMIT_MS),
      },
      'revoke'
    );
    const { status } = reply;
    const answer = (await readAnswer(reply, 'revoke')).toString();
    const state = stateIn(status, answer);
    if (state !== undefined) return { state };
    const page = status === 200 ? ' and a page of its own' : '';
    return { problem: `${place} answered with HTTP status ${String(status)}${page}` };
  } catch (error) {
    // What a server or a proxy answers could repeat the token: only the network's own words are passed on.
    const reason = networkReason(error instanceof Error ? error : new Error('no answer'));
    return { problem: `${place} can't be reached (${reason})` };
  }
};

/**
 * Salesforce documents 200 for success, with an empty body or an empty object, and 400 with `invalid_token` for a token that
 * it does not know any more ("Revoke OAuth Tokens"; the error comes as JSON, or as a form, which jsforce reads). Whatever
 * else comes, a login page or a proxy's own words, says nothing of the token.
 */
const stateIn = (status: number, answer: string): 'ended' | 'unknown' | undefined => {
  const text = answer.trim();
  if (status === 200) return text === '' || /^\{\s*\}$/.test(text) ? 'ended' : undefined;
  return status === 400 && errorIn(text) === 'invalid_token' ? 'unknown' : undefined;
};

const errorIn = (text: string): unknown => {
  if (/^[\w.%+=&-]+$/.test(text)) return new URLSearchParams(text).get('error');
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  } catch {
    return undefined;
  }
};
