import { rememberSecrets } from '../../secrets/liveSecrets.ts';
import { originOf } from '../../secrets/shownUrl.ts';
import { networkReason } from '../faults/networkError.ts';
import { createHttpTransport, type HttpTransport } from '../transport/httpTransport.ts';
import { readAnswer } from '../transport/readAnswer.ts';

/** An answer that takes longer must not keep a person waiting who wants to stop. */
const LIMIT_MS = 15_000;

/**
 * Makes a token worthless at Salesforce; a refresh token takes the access tokens made from it along. The token travels in
 * the body, never in a URL. Resolves with what went wrong, undefined when the token is dead; never throws.
 * Salesforce answers 200, or 400 with `invalid_token` for one that it does not know any more.
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
    if (status === 200 || /\binvalid_token\b/.test(answer)) return undefined;
    return `${place} answered with HTTP status ${String(status)}`;
  } catch (error) {
    // What a server or a proxy answers could repeat the token: only the network's own words are passed on.
    const reason = networkReason(error instanceof Error ? error : new Error('no answer'));
    return `${place} can't be reached (${reason})`;
  }
};
