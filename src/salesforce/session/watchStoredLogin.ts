import type { AuthInfo } from '@salesforce/core';
import { removeCredential } from '../login/removeCredential.ts';
import { revokeToken } from '../login/revokeToken.ts';
import { storedLogin } from '../login/storedLogin.ts';
import type { SessionLogin } from './createSession.ts';

/**
 * Looks after a stored login while a session uses it. A policy may turn on meanwhile, and its command takes the login out
 * of the sf CLI's record: the session goes on with what it has in memory, but @salesforce/core would write all of it back
 * when it renews. So at the end it is taken out again, and the refresh token is revoked, which nobody else can do by then.
 */
export const watchStoredLogin = (authInfo: AuthInfo, username: string): Pick<SessionLogin, 'beforeRenewal' | 'end'> => {
  const { refreshToken, instanceUrl, loginUrl } = authInfo.getFields(true);
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
        const held = new Set([refreshToken, authInfo.getFields(true).refreshToken]);
        const { revocation } = await removeCredential(username, { revoke: true });
        const stored = revocation.state === 'failed' ? [revocation.problem] : [];
        const tokens = [...held].flatMap((token) => (token ? [token] : []));
        const problems = await Promise.all(tokens.map((token) => revokeToken(token, [instanceUrl, loginUrl])));
        return [...new Set([...stored, ...problems.flatMap((problem) => problem ?? [])])];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    },
  };
};
