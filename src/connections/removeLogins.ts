import { authorize, guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { isLive } from '../engine/runState.ts';
import type { GuardContext } from '../policy/guard.ts';
import { CREDENTIAL_REMOVED, removeCredential, type CredentialRemoval } from '../salesforce/login/removeCredential.ts';
import type { StoredRemoval } from '../salesforce/session/orgSession.ts';
import type { OrgRecord, RunRecord } from '../store/records.ts';

/** What became of an org's stored credential. */
export type Enforcement = {
  readonly org: OrgRecord;
} & (
  | { readonly removal: CredentialRemoval; readonly refusal?: undefined }
  /** The guard's, or what was wrong with the sf CLI's file. */
  | { readonly refusal: Error; readonly removal?: undefined }
);

/**
 * Takes the stored credential of each org away, one after the other, and writes each down. What fails for one org leaves
 * the others as they come. A sync that is under way keeps its session: the file is emptied at once, and the sync revokes
 * at its end what is left to revoke.
 */
export const removeForbidden = async (
  request: { readonly orgs: readonly OrgRecord[]; readonly actor: string; readonly from: string },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): Promise<Enforcement[]> => {
  const outcomes: Enforcement[] = [];
  for (const org of request.orgs) outcomes.push(await removeOne(org, request, collaborators));
  return outcomes;
};

const removeOne = async (
  org: OrgRecord,
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
    const removal = await removeCredential(org.username, { revoke: isIdle });
    await store.audit({
      at: clock.now().toISOString(),
      actor,
      from,
      orgKey: org.key,
      action: CREDENTIAL_REMOVED,
      detail: {
        username: org.username,
        before: removal.before,
        removed: [...removal.removed],
        revocation: { ...removal.revocation },
        remaining: removal.remaining.map((source) => ({ ...source })),
      },
    });
    return { org, removal };
  } catch (error) {
    return { org, refusal: asError(error) };
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
