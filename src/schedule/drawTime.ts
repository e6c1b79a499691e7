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
