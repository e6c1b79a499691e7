import { createHmac } from 'node:crypto';
import { elementsError } from '../errors.ts';
import { orgIdOfToken } from '../org/accessToken.ts';
import { createHttpTransport } from '../org/httpTransport.ts';
import { loginMessage } from '../org/loginMessage.ts';
import { nameFault } from '../org/nameFault.ts';
import type { OpenOptions } from '../org/openSession.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { sessionStart } from '../org/sessionAge.ts';
import { tokenOwner } from '../org/tokenOwner.ts';
import { tokenSession } from '../org/tokenSession.ts';
import { redact } from '../redact.ts';
import type { OrgRecord } from '../store/records.ts';
import type { Collaborators } from './contract.ts';

const MINUTE = 60_000;

/** Under Manual Sync Only a person must have logged in for this very sync. */
const OLDEST_MINUTES = 15;

/**
 * A session by an access token from the environment. It is sent to the org's own URL alone, and only when it names that
 * org. Where it is good for one use it is used up before anything is asked with it but who it belongs to and how old it
 * is, the run is that user's, and it is revoked at the end.
 */
export const environmentSession = async (
  request: {
    readonly org: OrgRecord;
    readonly accessToken: string;
    /** Of the org, where it is not the one of the record any more. */
    readonly instanceUrl?: string | undefined;
    readonly isForOneUse: boolean;
  },
  { store, clock, tell }: Pick<Collaborators, 'store' | 'clock'> & { readonly tell: (sentence: string) => void },
  options: OpenOptions
): Promise<OrgSession> => {
  const { org, accessToken, isForOneUse } = request;
  const name = org.alias ?? org.username;
  const orgId = orgIdOfToken(accessToken);
  if (orgId !== org.orgId) throw elementsError('orgMismatch', [name, orgId ?? 'unknown', org.orgId]);
  if (isForOneUse) tell(loginMessage('revokedAfter'));
  const instanceUrl = (request.instanceUrl ?? org.instanceUrl).replace(/\/+$/, '');
  const { username, askedAt } = await ownerOf({ accessToken, instanceUrl }, name, options);
  const session = await tokenSession(
    { accessToken, instanceUrl, username, orgId, isForOneUse, ...(isForOneUse ? { actor: username } : {}) },
    options
  );
  if (!isForOneUse) return session;
  try {
    const start = await sessionStart(session);
    if ('unknown' in start) tell(loginMessage('sessionAge.unknown', [redact(start.unknown)]));
    else {
      // The later of two clocks: one that was set back must not make a token young.
      const now = Math.max(clock.now().getTime(), askedAt?.getTime() ?? 0);
      const minutes = Math.floor((now - start.at.getTime()) / MINUTE);
      if (minutes >= OLDEST_MINUTES) throw elementsError('tokenTooOld', [name, String(minutes)]);
    }
    const digest = (salt: string): string => createHmac('sha256', salt).update(accessToken).digest('hex');
    if (!(await store.useToken(digest, clock.now().toISOString()))) throw elementsError('tokenUsed', [name]);
    return session;
  } catch (error) {
    await session.end();
    throw error;
  }
};

const ownerOf = async (
  token: { readonly accessToken: string; readonly instanceUrl: string },
  name: string,
  { signal }: OpenOptions
): ReturnType<typeof tokenOwner> => {
  try {
    return await tokenOwner(token, await createHttpTransport(signal));
  } catch (error) {
    throw nameFault(error, name);
  }
};
