import { IANAZone } from 'luxon';

/** `HH:MM`, 00:00 to 23:59. */
export const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** An IANA name, `Europe/Zurich` or `UTC`; not an offset, which knows no summer time. */
export const isTimezone = (text: string): boolean => /^[A-Za-z]/.test(text) && IANAZone.isValidZone(text);
