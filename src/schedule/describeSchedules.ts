import type { IsoTime } from '../model/names/salesforceValues.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { PolicyReadings } from '../policy/readPolicies.ts';
import { policyFor } from '../policy/createGuard.ts';
import type { RunState } from '../store/records.ts';
import type { StoreView } from '../store/store.ts';
import { dueOrgs } from './dueOrgs.ts';
import { scheduleState, type ScheduleState } from './scheduleState.ts';

/** When a connected org syncs by itself, as `--json` shows it. */
export type OrgSchedule = {
  key: string;
  orgId: string;
  username: string;
  alias?: string;
  schedule: ScheduleState;
  /** `schedule run` would sync it now. */
  isDue: boolean;
  lastScheduled?: { runId: string; state: RunState; startedAt: IsoTime };
};

/** The schedules of all connected orgs, with the policies as `readings` say and the runs as the store has them. */
export const describeSchedules = async (
  store: Pick<StoreView, 'orgs' | 'runs' | 'audits'>,
  readings: PolicyReadings,
  now: Date
): Promise<OrgSchedule[]> => {
  const due = new Set((await dueOrgs(store, now)).map(({ key }) => key));
  return Promise.all(
    (await store.orgs()).map(async (org) => {
      const schedule = scheduleState(org, policyFor('manual-sync-only', org, readings).effective, now);
      const last = (await store.runs(org.key)).find(({ trigger }) => trigger === 'scheduled');
      return {
        key: org.key,
        orgId: org.orgId,
        username: org.username,
        ...omitUndefined({ alias: org.alias }),
        schedule,
        isDue: schedule.state === 'active' && due.has(org.key),
        ...omitUndefined({
          lastScheduled: last && { runId: last.runId, state: last.state, startedAt: last.startedAt },
        }),
      };
    })
  );
};
