import { guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import type { GuardContext } from '../policy/guard.ts';
import { CREDENTIAL_REMOVED, REVOCATION_OWED } from '../salesforce/login/removeCredential.ts';
import type { StoredRemoval } from '../salesforce/session/orgSession.ts';
import type { RunRecord } from '../store/records.ts';
import { removalAudit } from './removeLogins.ts';

/** More than any org's audits of one sync's time. */
const RECENT = 50;

const AGREEMENTS: ReadonlySet<string> = new Set([CREDENTIAL_REMOVED, REVOCATION_OWED]);

/**
 * What decides at the end of a run over the stored login it used: the guard as it is by then, and whether somebody had
 * stored logins removed since the run began.
 */
export const removalFor = (
  run: Pick<RunRecord, 'orgKey' | 'startedAt' | 'actor'>,
  { trigger }: GuardContext,
  { guard, store, clock, process }: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): StoredRemoval => ({
  isInForce: async () => {
    const org = await store.org(run.orgKey);
    if (org === undefined) return false;
    const decision = await guard.allow('sync', guarded(org), { trigger, credential: 'stored' });
    // For a policy that can't be read the login stays, refused; what is owed of it the next command looks at again.
    return !decision.allowed && decision.reason === 'manual sync only' && decision.isProven === true;
  },
  isAgreed: async () =>
    (await store.audits({ orgKey: run.orgKey, limit: RECENT })).some(
      ({ action, at }) => AGREEMENTS.has(action) && at >= run.startedAt
    ),
  wasRemoved: async (removal) => {
    const isKept = removal.revocation.state === 'failed' && removal.before !== 'none' && removal.removed.length === 0;
    if (isKept) return;
    const { orgKey, actor } = run;
    const record = removalAudit(removal, { at: clock.now(), actor, from: `sync on ${hostOf(process.holder)}`, orgKey });
    // What is done is done: a store that can't be written to any more changes nothing of it.
    await store.audit(record).catch(() => undefined);
  },
});
