import { authorize, guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { isLive } from '../engine/runState.ts';
import type { GuardContext } from '../policy/guard.ts';
import { allLogins, type ListedLogin } from '../salesforce/login/allLogins.ts';
import { CREDENTIAL_REMOVED, removeCredential, type CredentialRemoval } from '../salesforce/login/removeCredential.ts';
import type { StoredRemoval } from '../salesforce/session/orgSession.ts';
import type { OrgRecord, RunRecord } from '../store/records.ts';

/** An org, and all that the sf CLI can log in to it with. */
export type OrgLogins = { readonly org: OrgRecord; readonly usernames: readonly string[] };

/** What became of one of an org's stored credentials. */
export type Enforcement = {
  readonly org: OrgRecord;
  /** Whose login it was: the org's sync user, or another one of the org. */
  readonly username: string;
} & (
  | { readonly removal: CredentialRemoval; readonly refusal?: undefined }
  /** The guard's, or what was wrong with the sf CLI's file. */
  | { readonly refusal: Error; readonly removal?: undefined }
);

/**
 * The logins that the sf CLI stores for each org, other users' among them: whoever of them logged in, the org is reached.
 * By the org's id, and the sync user's whatever its file says. Orgs of which nothing is stored are left out.
 */
export const storedLoginsOf = async (orgs: readonly OrgRecord[]): Promise<OrgLogins[]> => {
  const { logins } = await allLogins();
  const found = orgs.map((org) => ({ org, usernames: loginsForOrg(logins, org) }));
  return found.filter(({ usernames }) => usernames.length > 0);
};

/** The sync user's first. */
export const loginsForOrg = (logins: readonly ListedLogin[], org: Pick<OrgRecord, 'orgId' | 'username'>): string[] => {
  const usable = logins.filter(({ state }) => state !== 'none');
  const own = usable.filter(({ username }) => username === org.username);
  const others = usable.filter(
    ({ username, orgId }) => username !== org.username && orgId?.slice(0, 15) === org.orgId.slice(0, 15)
  );
  return [...own, ...others].map(({ username }) => username);
};

/**
 * Takes the stored credentials of each org away, one after the other, and writes each down. What fails for one leaves
 * the others as they come. A sync that is under way keeps its session: the file is emptied at once, and the sync revokes
 * at its end what is left to revoke.
 */
export const removeForbidden = async (
  request: { readonly logins: readonly OrgLogins[]; readonly actor: string; readonly from: string },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): Promise<Enforcement[]> => {
  const outcomes: Enforcement[] = [];
  for (const { org, usernames } of request.logins) {
    for (const username of usernames) outcomes.push(await removeOne({ org, username }, request, collaborators));
  }
  return outcomes;
};

const removeOne = async (
  { org, username }: { readonly org: OrgRecord; readonly username: string },
  { actor, from }: { readonly actor: string; readonly from: string },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): Promise<Enforcement> => {
  const { store, clock, process } = collaborators;
  try {
    await authorize({ action: 'remove credentials', org: guarded(org), actor }, collaborators);
    const isIdle = async (): Promise<boolean> => {
      const [newest] = await store.runs(org.key, { limit: 1 });
      return newest === undefined || !isLive(newest, (holder) => process.isAlive(holder), clock.now());
    };
    const removal = await removeCredential(username, { revoke: isIdle });
    await store.audit({
      at: clock.now().toISOString(),
      actor,
      from,
      orgKey: org.key,
      action: CREDENTIAL_REMOVED,
      detail: {
        username,
        before: removal.before,
        removed: [...removal.removed],
        revocation: { ...removal.revocation },
        remaining: removal.remaining.map((source) => ({ ...source })),
      },
    });
    return { org, username, removal };
  } catch (error) {
    return { org, username, refusal: asError(error) };
  }
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** More than any org's audits of one sync's time. */
const RECENT = 50;

/**
 * What decides at the end of a run over the stored login it used: the guard as it is by then, and whether somebody had
 * stored logins removed since the run began.
 */
export const removalFor = (
  run: Pick<RunRecord, 'orgKey' | 'startedAt'>,
  { trigger }: GuardContext,
  { guard, store }: Pick<Collaborators, 'guard' | 'store'>
): StoredRemoval => ({
  isInForce: async () => {
    const org = await store.org(run.orgKey);
    if (org === undefined) return false;
    const decision = await guard.allow('sync', guarded(org), { trigger, credential: 'stored' });
    return !decision.allowed && decision.reason === 'manual sync only';
  },
  isAgreed: async () =>
    (await store.audits({ orgKey: run.orgKey, limit: RECENT })).some(
      ({ action, at }) => action === CREDENTIAL_REMOVED && at >= run.startedAt
    ),
});
