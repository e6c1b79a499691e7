import { createHmac } from 'node:crypto';
import type { Collaborators } from '../engine/contract.ts';
import { elementsError } from '../errors.ts';
import { loginMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { redact } from '../redact.ts';
import { firstRow } from '../salesforce/calls/query.ts';
import { nameFault } from '../salesforce/faults/nameFault.ts';
import { addUnrevoked, giveUpLogin } from '../salesforce/login/endTokens.ts';
import { orgIdOfToken, tokenOwner } from '../salesforce/login/tokenOwner.ts';
import type { OpenOptions } from '../salesforce/session/openSession.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import { tokenSession } from '../salesforce/session/tokenSession.ts';
import { createHttpTransport } from '../salesforce/transport/httpTransport.ts';
import { rememberSecrets } from '../secrets/liveSecrets.ts';
import type { OrgRecord } from '../store/records.ts';

const MINUTE = 60_000;

/** Under Manual Sync Only a person must have logged in for this very sync. */
const OLDEST_MINUTES = 15;

/**
 * A session by an access token from the environment. It is sent to that URL alone, and only when it names that
 * org. Where it is good for one use it is used up before anything is asked with it but who it belongs to and how old it
 * is, the run is that user's, and it is revoked at the end, or as soon as the login fails.
 */
export const environmentSession = async (
  request: {
    readonly org: Pick<OrgRecord, 'orgId' | 'username' | 'alias'>;
    readonly accessToken: string;
    /** Where the token may be sent (`orgAddress`): the record's own may be anybody's. */
    readonly instanceUrl: string;
    readonly isForOneUse: boolean;
  },
  { store, clock, tell }: Pick<Collaborators, 'store' | 'clock'> & { readonly tell: (sentence: string) => void },
  options: Parameters<typeof tokenSession>[1]
): Promise<OrgSession> => {
  const { org, accessToken, isForOneUse } = request;
  const name = orgLabel(org);
  const orgId = orgIdOfToken(accessToken);
  if (orgId !== org.orgId) throw elementsError('orgMismatch', [name, orgId ?? 'unknown', org.orgId]);
  rememberSecrets(accessToken);
  if (isForOneUse) tell(loginMessage('revokedAfter'));
  const { instanceUrl } = request;
  const { username, askedAt } = await ownerOf({ accessToken, instanceUrl }, options).catch(async (error: unknown) => {
    const tokens = isForOneUse ? [accessToken] : [];
    throw await giveUpLogin(error, { name, tokens, hosts: [instanceUrl], tell: options.tellUnrevoked });
  });
  const session = await tokenSession(
    { accessToken, instanceUrl, username, orgId, isForOneUse, ...(isForOneUse ? { actor: username } : {}) },
    options
  );
  if (!isForOneUse) return session;
  try {
    const start = await sessionStart(session);
    if ('unknown' in start) tell(loginMessage('sessionAge.unknown', [redact(start.unknown)]));
    else if (start.at === undefined) throw elementsError('tokenAgeUnreadable', [name]);
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
    throw addUnrevoked(nameFault(error, name), await session.end());
  }
};

const ownerOf = async (
  token: { readonly accessToken: string; readonly instanceUrl: string },
  { signal, sleep, random }: OpenOptions
): ReturnType<typeof tokenOwner> => {
  const waiting = { sleep: (ms: number) => sleep(ms, signal), random };
  return tokenOwner(token, await createHttpTransport(signal), waiting);
};

/** When the session began that asks, without a date if the org shows it and says none; or why it is not shown. */
type SessionStart = { readonly at: Date | undefined } | { readonly unknown: string };

/**
 * By the object AuthSession, which shows everybody his own sessions; `IsCurrent` (since API version 37) marks those of
 * the family of the session that asks, of which the oldest counts.
 */
const sessionStart = async (session: OrgSession): Promise<SessionStart> => {
  const soql = 'SELECT CreatedDate FROM AuthSession WHERE IsCurrent = true ORDER BY CreatedDate LIMIT 1';
  try {
    const row = await firstRow(session, soql);
    if (row === undefined) return { unknown: 'Salesforce shows no such session' };
    const at = new Date(String(row['CreatedDate']));
    return { at: Number.isNaN(at.getTime()) ? undefined : at };
  } catch (error) {
    return { unknown: error instanceof Error ? error.message : String(error) };
  }
};
