import { rememberSecrets } from '../../secrets/liveSecrets.ts';
import { originOf } from '../../secrets/shownUrl.ts';
import { networkReason } from '../faults/networkError.ts';
import { createHttpTransport, type HttpTransport } from '../transport/httpTransport.ts';
import { readAnswer } from '../transport/readAnswer.ts';

/** An answer that takes longer must not keep a person waiting who wants to stop. */
const LIMIT_MS = 15_000;

/**
 * Makes a token worthless at Salesforce; a refresh token takes the access tokens made from it along. The token travels in
 * the body, never in a URL. Resolves with what went wrong, undefined when Salesforce says that the token is dead; never
 * throws.
 */
export const revokeToken = async (
  token: string,
  /** The org's own URL first; the next is asked when one can't be reached. */
  hosts: ReadonlyArray<string | undefined>,
  transport?: HttpTransport
): Promise<string | undefined> => {
  rememberSecrets(token);
  const send = transport ?? (await createHttpTransport());
  let problem = 'no URL of the org is known';
  for (const host of new Set(hosts.filter((url) => url !== undefined))) {
    const outcome = await ask(send, host, token);
    if (outcome === undefined) return undefined;
    problem = outcome;
  }
  return problem;
};

const ask = async (send: HttpTransport, host: string, token: string): Promise<string | undefined> => {
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
    if (isRevoked(status, answer)) return undefined;
    const page = status === 200 ? ' and a page of its own' : '';
    return `${place} answered with HTTP status ${String(status)}${page}`;
  } catch (error) {
    // What a server or a proxy answers could repeat the token: only the network's own words are passed on.
    const reason = networkReason(error instanceof Error ? error : new Error('no answer'));
    return `${place} can't be reached (${reason})`;
  }
};

/**
 * Salesforce documents 200 for success, with an empty body or an empty object, and 400 with `invalid_token` for a token that
 * it does not know any more ("Revoke OAuth Tokens"; the error comes as JSON, or as a form, which jsforce reads). Whatever
 * else comes, a login page or a proxy's own words, says nothing of the token.
 */
const isRevoked = (status: number, answer: string): boolean => {
  const text = answer.trim();
  if (status === 200) return text === '' || /^\{\s*\}$/.test(text);
  return status === 400 && errorIn(text) === 'invalid_token';
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
