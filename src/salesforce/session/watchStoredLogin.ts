import type { AuthInfo } from '@salesforce/core';
import { removeCredential, type Revocation } from '../login/removeCredential.ts';
import { revokePair, type TokenPair } from '../login/revokeToken.ts';
import { storedLogin } from '../login/storedLogin.ts';
import type { SessionLogin } from './createSession.ts';

/**
 * Looks after a stored login while a session uses it. A policy may turn on meanwhile: then the login stays in the sf CLI's
 * record until the session's end, which revokes and removes it. If somebody took it out of the record before that, the
 * session goes on with what it has in memory, but @salesforce/core writes all of it back when it renews; and what is in
 * memory is revoked, which nobody else can do by then.
 */
export const watchStoredLogin = (authInfo: AuthInfo, username: string): Pick<SessionLogin, 'beforeRenewal' | 'end'> => {
  const { refreshToken, accessToken, instanceUrl, loginUrl } = authInfo.getFields(true);
  let takenOut = false;
  const look = async (): Promise<void> => {
    if ((await storedLogin(username))?.state === 'none') takenOut = true;
  };
  return {
    beforeRenewal: look,
    end: async (removal) => {
      if (removal === undefined) return [];
      try {
        await look();
        if (!takenOut && !(await removal.isAgreed())) return [];
        if (!(await removal.isInForce())) return [];
        // With rotation the one that was renewed last is another one.
        const held = pairsOf({ refreshToken, accessToken }, authInfo.getFields(true));
        // What is still owed and can't be revoked now is kept for the next command, which tries it again.
        const removed = await removeCredential(username, { revoke: true, unrevoked: takenOut ? 'remove' : 'keep' });
        const stored = removed.revocation.state === 'failed' ? [removed.revocation.problem] : [];
        const found = await Promise.all(held.map((pair) => revokePair(pair, [instanceUrl, loginUrl])));
        const problems = [...new Set([...stored, ...found.flatMap((problem) => problem ?? [])])];
        await removal.wasRemoved({ ...removed, revocation: revocationOf(problems, held) ?? removed.revocation });
        return problems;
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    },
  };
};

/** Each token once: a renewal leaves the refresh token as it is, or makes another one. */
const pairsOf = (first: TokenPair, last: TokenPair): TokenPair[] => {
  const pairs = first.refreshToken === last.refreshToken ? [last, { accessToken: first.accessToken }] : [last, first];
  const isSame = first.accessToken === last.accessToken;
  return pairs
    .map(({ refreshToken, accessToken }, at) => ({
      refreshToken,
      accessToken: at > 0 && isSame ? undefined : accessToken,
    }))
    .filter(({ refreshToken, accessToken }) => refreshToken ?? accessToken);
};

const revocationOf = (problems: readonly string[], tokens: readonly TokenPair[]): Revocation | undefined => {
  const [problem] = problems;
  if (problem !== undefined) return { state: 'failed', problem };
  return tokens.length > 0 ? { state: 'revoked' } : undefined;
};
