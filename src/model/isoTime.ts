/**
 * A point in time as ISO 8601 writes it, in UTC.
 *
 * @format date-time
 */
export type IsoTime = string;
