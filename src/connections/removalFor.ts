import type { OwedRevocations } from '../account/owedRevocations.ts';
import { guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import type { GuardContext } from '../policy/guard.ts';
import type { CredentialRemoval } from '../salesforce/login/removeCredential.ts';
import type { StoredRemoval } from '../salesforce/session/orgSession.ts';
import type { RunRecord } from '../store/records.ts';
import { removalAudit } from './removeLogins.ts';

/** What this account knows and is told of the logins that a sync takes away at its end. */
export type RemovalParts = {
  /** Without it nobody has agreed to anything. */
  readonly owed?: Pick<OwedRevocations, 'list'> | undefined;
  readonly told?: ((removal: CredentialRemoval) => void) | undefined;
};

/**
 * What decides at the end of a run over the stored login it used: the guard as it is by then, and whether this account
 * noted since the run began that it is to be removed. What the store says of that is no agreement: who may write it could
 * have a manager's login revoked.
 */
export const removalFor = (
  run: Pick<RunRecord, 'orgKey' | 'startedAt' | 'actor'> & Partial<Pick<RunRecord, 'runId'>>,
  { trigger }: GuardContext,
  {
    guard,
    store,
    clock,
    process,
    owed,
    told,
  }: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'> & RemovalParts
): StoredRemoval => ({
  isInForce: async () => {
    const org = await store.org(run.orgKey);
    if (org === undefined) return false;
    const decision = await guard.allow('sync', guarded(org), { trigger, credential: 'stored' });
    // For a policy that can't be read the login stays, refused; what is owed of it the next command looks at again.
    return !decision.allowed && decision.reason === 'manual sync only' && decision.isProven === true;
  },
  isAgreed: async () =>
    ((await owed?.list())?.owed ?? []).some(
      ({ orgKey, runId, at }) =>
        orgKey === run.orgKey && (run.runId === undefined ? at >= run.startedAt : runId === run.runId)
    ),
  wasRemoved: async (removal) => {
    const isKept = removal.revocation.state === 'failed' && removal.before !== 'none' && removal.removed.length === 0;
    if (isKept) return;
    if (removal.removed.length > 0) told?.(removal);
    const { orgKey, actor } = run;
    const record = removalAudit(removal, { at: clock.now(), actor, from: `sync on ${hostOf(process.holder)}`, orgKey });
    // What is done is done: a store that can't be written to any more changes nothing of it.
    await store.audit(record).catch(() => undefined);
  },
});
