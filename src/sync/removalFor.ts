import { CREDENTIAL_REMOVED } from '../org/removeCredential.ts';
import type { StoredRemoval } from '../org/orgSession.ts';
import type { GuardContext } from '../policy/guard.ts';
import type { RunRecord } from '../store/records.ts';
import type { Collaborators } from './contract.ts';
import { guarded } from './refuse.ts';

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
    return !decision.allowed && decision.error.name === 'ManualSyncOnlyError';
  },
  isAgreed: async () =>
    (await store.audits({ orgKey: run.orgKey, limit: RECENT })).some(
      ({ action, at }) => action === CREDENTIAL_REMOVED && at >= run.startedAt
    ),
});
