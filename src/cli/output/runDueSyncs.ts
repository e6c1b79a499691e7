import { SfError } from '@salesforce/core/sfError';
import type { SyncRequest } from '../../engine/contract.ts';
import type { PolicyReading } from '../../policy/corporatePolicy.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { OrgSchedule } from '../../view/scheduleTable.ts';
import type { SyncResult } from '../../view/syncResult.ts';
import { systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/withBackend.ts';
import type { FinishedSync } from './runSync.ts';

/** What became of one org that was due. `refused`: a policy, which is nobody's failure. */
export type DueOutcome =
  | { readonly org: OrgRecord; readonly state: 'synced'; readonly finished: FinishedSync }
  | { readonly org: OrgRecord; readonly state: 'failed'; readonly error: SfError; readonly result?: SyncResult }
  | { readonly org: OrgRecord; readonly state: 'refused' | 'elsewhere'; readonly error: SfError };

/** The orgs that are due now, the one that has waited longest first. */
const dueOrgs = async (backend: OpenBackend): Promise<Array<{ readonly org: OrgRecord; readonly due: Date }>> => {
  const found = await Promise.all(
    (await backend.store.orgs()).map(async (org) => ({ org, due: await dueOf(backend, org) }))
  );
  return found
    .flatMap(({ org, due }) => (due === undefined ? [] : [{ org, due }]))
    .sort((a, b) => a.due.getTime() - b.due.getTime());
};

/**
 * Syncs what is due, each org once, one after the other; what one of them comes to does not stop the others. Who else does
 * the same at the same time does not sync an org twice: the run's lease decides, and a run that served the due time.
 */
export const runDueSyncs = async (
  backend: OpenBackend,
  actor: string,
  sync: (request: SyncRequest) => Promise<FinishedSync>
): Promise<DueOutcome[]> => {
  const outcomes: DueOutcome[] = [];
  for (const { org: found } of await dueOrgs(backend)) {
    // Others may have been at it meanwhile: an org before this one may have taken hours.
    const org = await backend.store.org(found.key);
    const due = org && (await dueOf(backend, org));
    if (org === undefined || org.disconnectedAt !== undefined || due === undefined) continue;
    const request: SyncRequest = { org, trigger: 'scheduled', actor, due };
    outcomes.push(await sync(request).then((finished) => ({ org, state: 'synced', finished }), failureOf(org)));
  }
  return outcomes;
};

const failureOf =
  (org: OrgRecord) =>
  (thrown: unknown): DueOutcome => {
    const error = SfError.wrap(thrown);
    const result = error.data as SyncResult | undefined;
    if (error.name === 'SyncRunningError' && result === undefined) return { org, state: 'elsewhere', error };
    if (error.name === 'ManualSyncOnlyError') return { org, state: 'refused', error };
    return { org, state: 'failed', error, ...(result === undefined ? {} : { result }) };
  };

const dueOf = async ({ store }: OpenBackend, org: OrgRecord): Promise<Date | undefined> => {
  const { unservedDue, NEWEST } = await import('../../schedule/dueRun.ts');
  const [runs, audits] = await Promise.all([
    store.runs(org.key, { limit: NEWEST }),
    store.audits({ orgKey: org.key, limit: NEWEST }),
  ]);
  return unservedDue(org, runs, audits, new Date());
};

/** A connected org's schedule as `schedule list` shows it. */
export const describeSchedules = async (
  backend: OpenBackend,
  readings: readonly PolicyReading[]
): Promise<OrgSchedule[]> => {
  const [{ policyFor }, { scheduleState }] = await Promise.all([
    import('../../policy/createGuard.ts'),
    import('../../schedule/scheduleState.ts'),
  ]);
  const { clock } = await systemParts(backend);
  const due = new Set((await dueOrgs(backend)).map(({ org }) => org.key));
  return Promise.all(
    (await backend.store.orgs()).map(async (org) => {
      const schedule = scheduleState(org, policyFor('manual-sync-only', org, readings).effective, clock.now());
      const last = (await backend.store.runs(org.key)).find(({ trigger }) => trigger === 'scheduled');
      return {
        key: org.key,
        orgId: org.orgId,
        username: org.username,
        ...(org.alias === undefined ? {} : { alias: org.alias }),
        schedule,
        isDue: schedule.state === 'active' && due.has(org.key),
        ...(last === undefined
          ? {}
          : { lastScheduled: { runId: last.runId, state: last.state, startedAt: last.startedAt } }),
      };
    })
  );
};
