import { IANAZone } from 'luxon';
import { elementsError } from '../errors.ts';
import type { OrgRecord } from '../store/records.ts';

/** What a person says of an org's schedule; nothing of it: it stays, or is drawn where there never was one. */
export type ScheduleWish = {
  readonly time?: string | undefined;
  readonly timezone?: string | undefined;
  readonly off?: boolean | undefined;
};

type Schedule = NonNullable<OrgRecord['schedule']>;

/** Refuses what is no time or no time zone. */
const checkScheduleWish = ({ time, timezone }: ScheduleWish): void => {
  if (time !== undefined && !isTime(time)) throw elementsError('invalidSchedule', [time]);
  if (timezone !== undefined && !isTimezone(timezone)) throw elementsError('invalidTimezone', [timezone]);
};

/**
 * The schedule of an org from now on; undefined when it has none. `former` is the one it has, `draw` says whether an org
 * without one gets one, at a random time. What changes is due for the first time after `now`.
 */
export const chooseSchedule = (
  wish: ScheduleWish,
  known: {
    readonly former: Schedule | undefined;
    readonly draw: boolean;
    /** Where the user is, as far as that is known. */
    readonly timezone: string;
    readonly random?: () => number;
    readonly now: Date;
  }
): Schedule | undefined => {
  checkScheduleWish(wish);
  const { former, draw, random = Math.random, now } = known;
  if (wish.off) return undefined;
  if (wish.time === undefined && wish.timezone === undefined && (former !== undefined || !draw)) return former;
  const chosen = {
    time: wish.time ?? former?.time ?? drawTime(random()),
    timezone: wish.timezone ?? former?.timezone ?? (isTimezone(known.timezone) ? known.timezone : 'UTC'),
  };
  const isSame = former?.time === chosen.time && former.timezone === chosen.timezone;
  return isSame ? former : { ...chosen, since: now.toISOString() };
};

const FIRST_MINUTE = 21 * 60;
const MINUTES = 9 * 60;
const DAY = 24 * 60;

/**
 * A time of the night, 21:00 to 05:59, each minute as likely as any other: so that not all orgs are read at once.
 * `random` is from 0 to below 1.
 */
export const drawTime = (random: number): string => {
  const minute = (FIRST_MINUTE + Math.floor(random * MINUTES)) % DAY;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};

/** `HH:MM`, 00:00 to 23:59. */
export const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** An IANA name, `Europe/Zurich` or `UTC`; not an offset, which knows no summer time. */
export const isTimezone = (text: string): boolean => /^[A-Za-z]/.test(text) && IANAZone.isValidZone(text);
