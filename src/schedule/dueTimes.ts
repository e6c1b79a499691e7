import { DateTime } from 'luxon';

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
