import { DateTime } from 'luxon';
import type { AuditRecord, OrgRecord, RunRecord } from '../store/records.ts';

/** How many of the newest runs and audit records are looked at: none of a day has more since it was due. */
export const NEWEST = 50;

/**
 * The due time that nobody has served yet; undefined when there is none. Of several that passed while nothing ran only the
 * last one counts, so that missed runs are made up for once.
 */
export const unservedDue = (
  org: Pick<OrgRecord, 'schedule' | 'connectedAt'>,
  runs: readonly RunRecord[],
  audits: readonly AuditRecord[],
  now: Date
): Date | undefined => {
  if (org.schedule === undefined) return undefined;
  const due = lastDue(org.schedule, now);
  if (due <= new Date(org.schedule.since ?? org.connectedAt)) return undefined;
  return isServed(runs, due, now) || wasRefused(audits, due, now) ? undefined : due;
};

/**
 * A due time is served by a scheduled run since then, whatever became of it: what failed comes again at the next due time.
 * A run that somebody started by hand serves it too, unless that one failed.
 */
export const isServed = (runs: readonly RunRecord[], due: Date, now: Date): boolean =>
  runs.some(
    ({ startedAt, trigger, state }) =>
      isSince(startedAt, due, now) && (trigger === 'scheduled' || ['running', 'succeeded', 'partial'].includes(state))
  );

/** A refusal is written down once for each due time. */
const wasRefused = (audits: readonly AuditRecord[], due: Date, now: Date): boolean =>
  audits.some(
    ({ at, action, detail }) => action === 'sync refused' && detail['trigger'] === 'scheduled' && isSince(at, due, now)
  );

/** The clocks of two machines differ by less. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** What is said to be of a time to come serves nothing: else one line in a store would end a schedule for ever. */
const isSince = (at: string, due: Date, now: Date): boolean =>
  new Date(at) >= due && new Date(at).getTime() <= now.getTime() + CLOCKS_DIFFER_MS;

/** Each day at a wall-clock time of a zone. */
export type DailyTime = {
  /** `HH:MM` */
  readonly time: string;
  /** IANA name. */
  readonly timezone: string;
};

/** The first due time after a moment. */
export const nextDue = (schedule: DailyTime, after: Date): Date =>
  dueAround(schedule, after).find((due) => due > after) ?? after;

/** The last due time up to a moment. */
export const lastDue = (schedule: DailyTime, until: Date): Date =>
  dueAround(schedule, until).findLast((due) => due <= until) ?? until;

/** The due times of the days around a moment, in order; enough of them for zones that have left out a day. */
const dueAround = (schedule: DailyTime, moment: Date): Date[] => {
  const today = DateTime.fromJSDate(moment, { zone: schedule.timezone });
  return [-2, -1, 0, 1, 2]
    .map((days) => dueOn(schedule, today.plus({ days })))
    .sort((a, b) => a.getTime() - b.getTime());
};

/**
 * Where the clock is put forward over the time, as long after midnight as on other days, which is later by the wall clock;
 * where it is put back and the time comes twice, the first of both.
 */
const dueOn = ({ time, timezone }: DailyTime, { year, month, day }: DateTime): Date => {
  const [hour, minute] = time.split(':').map(Number);
  const due = DateTime.fromObject({ year, month, day, hour, minute }, { zone: timezone });
  return (due.getPossibleOffsets()[0] ?? due).toJSDate();
};
