import type { IsoTime } from '../model/names/salesforceValues.ts';
import type { OrgRecord } from '../store/records.ts';
import { nextDue } from './dueRun.ts';

/** What becomes of an org's schedule. */
export type ScheduleState = {
  readonly state: 'active' | 'suspended' | 'off';
  readonly time?: string;
  readonly timezone?: string;
  readonly nextRun?: IsoTime;
};

/**
 * Under Manual Sync Only a schedule is suspended and kept. That follows from the record and the policy in force alone:
 * nothing is rewritten when a policy turns.
 */
export const scheduleState = (
  { schedule }: Pick<OrgRecord, 'schedule'>,
  manualSyncOnly: boolean,
  now: Date
): ScheduleState => {
  if (schedule === undefined) return { state: 'off' };
  const { time, timezone } = schedule;
  return manualSyncOnly
    ? { state: 'suspended', time, timezone }
    : { state: 'active', time, timezone, nextRun: nextDue(schedule, now).toISOString() };
};
