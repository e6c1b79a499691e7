import type { OwedRevocations } from '../account/owedRevocations.ts';
import { authorize, guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { isLive } from '../engine/runState.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import { allLogins, stateFolder, type ListedLogin } from '../salesforce/login/allLogins.ts';
import {
  CREDENTIAL_REMOVED,
  removeCredential,
  REVOCATION_OWED,
  type CredentialRemoval,
} from '../salesforce/login/removeCredential.ts';
import { credentialState, storedLogin } from '../salesforce/login/storedLogin.ts';
import type { AuditRecord, OrgRecord, RunRecord } from '../store/records.ts';
import { notedOtherOrg } from './notedOrg.ts';

/** What of an org its logins are found by. Without a key the store in use has no record of it. */
export type LoginOrg = Pick<
  OrgRecord,
  'orgId' | 'username' | 'alias' | 'isSandbox' | 'trialExpirationDate' | 'instanceUrl' | 'policies' | 'marked'
> &
  Partial<Pick<OrgRecord, 'key'>>;

/** An org, and all that the sf CLI can log in to it with. */
export type OrgLogins<Org extends LoginOrg = LoginOrg> = { readonly org: Org; readonly usernames: readonly string[] };

/** What became of one of an org's stored credentials. */
export type Enforcement = {
  readonly org: LoginOrg;
  /** Whose login it was: the org's sync user, or another one of the org. */
  readonly username: string;
} & (
  | {
      readonly removal: CredentialRemoval;
      readonly refusal?: undefined;
      /** Why no audit record of it is kept; it is done all the same. */
      readonly unaudited?: Error;
    }
  /** The guard's, or what was wrong with the sf CLI's file. */
  | { readonly refusal: Error; readonly removal?: undefined; readonly unaudited?: undefined }
);

/**
 * The logins that the sf CLI stores for each org, other users' among them: whoever of them logged in, the org is reached.
 * By the org's id, and the sync user's where its file says no other org: a store may say any username, and must not make
 * us remove the login of another org. Orgs of which nothing is stored are left out.
 */
export const storedLoginsOf = async <Org extends LoginOrg>(orgs: readonly Org[]): Promise<Array<OrgLogins<Org>>> => {
  const { logins } = await allLogins();
  const found = await Promise.all(
    orgs.map(async (org) => {
      const all = loginsForOrg(logins, org);
      const isOthers = (await notedOtherOrg(org, org.username)) !== undefined;
      const usernames = isOthers ? all.filter((username) => username !== org.username) : all;
      // The list leaves out a file that is too large for it, which the sf CLI reads all the same.
      const isMissed =
        !isOthers && !usernames.includes(org.username) && (await credentialState(org.username)) !== 'none';
      return { org, usernames: isMissed ? [org.username, ...usernames] : usernames };
    })
  );
  return found.filter(({ usernames }) => usernames.length > 0);
};

/** The sync user's first. */
export const loginsForOrg = (logins: readonly ListedLogin[], org: Pick<OrgRecord, 'orgId' | 'username'>): string[] => {
  const own = logins.filter(({ username, state }) => username === org.username && state !== 'none');
  const others = loginsOfId(logins, org.orgId).filter((username) => username !== org.username);
  return [...own.map(({ username }) => username), ...others];
};

/** By the id that the sf CLI noted at the login alone. */
export const loginsOfId = (logins: readonly ListedLogin[], id: string): string[] =>
  logins
    .filter(({ state, orgId }) => state !== 'none' && orgId?.slice(0, 15) === id.slice(0, 15))
    .map(({ username }) => username);

type Request = {
  readonly logins: readonly OrgLogins[];
  readonly actor: string;
  readonly from: string;
  /** URL of the store in use, and where it is remembered what a running sync is to finish. */
  readonly storeUrl: string;
  readonly owed: OwedRevocations;
};

type Parts = Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>;

/**
 * Takes the stored credentials of each org away, one after the other, and writes each down. What fails for one leaves
 * the others as they come. A login that a running sync uses stays until that sync ends, which is remembered: should it
 * not live to do it, the next command does.
 */
export const removeForbidden = async (request: Request, parts: Parts): Promise<Enforcement[]> => {
  const outcomes: Enforcement[] = [];
  for (const { org, usernames } of request.logins) {
    for (const username of usernames) outcomes.push(await removeOne({ org, username }, request, parts));
  }
  return outcomes;
};

const removeOne = async (
  { org, username }: { readonly org: LoginOrg; readonly username: string },
  request: Request,
  parts: Parts
): Promise<Enforcement> => {
  const { actor, from, owed } = request;
  try {
    await authorize({ action: 'remove credentials', org: guarded(org), actor }, parts);
    const left = await leaveToSync({ org, username }, request, parts);
    if (left !== undefined) return { org, username, ...left };
    const removal = await removeCredential(username, { revoke: true });
    const record = removalAudit(removal, { at: parts.clock.now(), actor, from, ...omitUndefined({ orgKey: org.key }) });
    const unaudited = await failureOf(parts.store.audit(record));
    // The login is removed all the same; what stays noted of it, the next command finds done.
    await owed.done({ username, loginFolder: await stateFolder() }).catch(() => undefined);
    return { org, username, removal, ...omitUndefined({ unaudited }) };
  } catch (error) {
    return { org, username, refusal: asError(error) };
  }
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const failureOf = (work: Promise<void>): Promise<Error | undefined> => work.then(() => undefined, asError);

/**
 * Leaves a login to the sync that uses it. Undefined where no sync does, or where it can't be remembered: then it is better to end that sync's session than to forget the login.
 */
const leaveToSync = async (
  { org, username }: { readonly org: LoginOrg; readonly username: string },
  { actor, from, owed, storeUrl }: Request,
  { store, clock, process }: Parts
): Promise<Pick<Enforcement & { readonly removal: CredentialRemoval }, 'removal' | 'unaudited'> | undefined> => {
  const { orgId, key: orgKey, marked } = org;
  // Of the syncs of another store nothing can be said.
  if (orgKey === undefined) return undefined;
  const runningSync = async (): Promise<RunRecord | undefined> => {
    const [newest] = await store.runs(orgKey, { limit: 1 });
    const isRunning = newest !== undefined && isLive(newest, (holder) => process.isAlive(holder), clock.now());
    return isRunning && newest.username === username ? newest : undefined;
  };
  const run = await runningSync();
  const login = run && (await storedLogin(username));
  if (run === undefined || login === undefined || login.state === 'none') return undefined;
  const at = clock.now().toISOString();
  const loginFolder = await stateFolder();
  const { runId, holder } = run;
  const known = { username, orgId, loginFolder, store: storeUrl, orgKey, runId, holder, at, actor };
  const isNoted = await owed.note({ ...known, ...(marked ? { marked } : {}) }).then(
    () => true,
    () => false
  );
  if (!isNoted) return undefined;
  const detail = { username, runId };
  const unaudited = await failureOf(store.audit({ at, actor, from, orgKey, action: REVOCATION_OWED, detail }));
  // It may have ended before it could see that.
  if ((await runningSync()) === undefined) return undefined;
  const kept = { before: login.state, removed: [], revocation: { state: 'left' }, remaining: login.sources } as const;
  return { removal: { username, ...kept }, ...omitUndefined({ unaudited }) };
};

/** The audit record of a removed login. */
export const removalAudit = (
  removal: CredentialRemoval,
  { at, ...by }: Pick<AuditRecord, 'actor' | 'from' | 'orgKey'> & { readonly at: Date }
): AuditRecord => ({
  ...by,
  at: at.toISOString(),
  action: CREDENTIAL_REMOVED,
  detail: {
    username: removal.username,
    before: removal.before,
    removed: [...removal.removed],
    revocation: { ...removal.revocation },
    remaining: removal.remaining.map((source) => ({ ...source })),
  },
});
