import type { Json } from './columns.ts';
import { foreignValue } from './foreignContent.ts';

/**
 * What stands in a column that anybody may have written who may write the file. A value that no version of ours writes
 * must not get further: it is shown, counted with and compared.
 */

/** One of the values that there are, else the safe one. */
export const oneOf = <const Value extends string>(
  values: readonly Value[],
  written: string,
  otherwise: NoInfer<Value>
): Value => values.find((value) => value === written) ?? otherwise;

const ISO_DATE = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:?\d\d))?$/;

const isDate = (text: string): boolean => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text));

/** Before all others, so that nothing counts as newer than it is. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

export const soundDate = (written: string): string => (isDate(written) ? written : LONG_AGO);

/** Something was said, so it can't be absent. */
export const maybeDate = (written: string | null): string | null => (written === null ? null : soundDate(written));

/** The value that a text of JSON holds if it is of its kind, else the other one. */
export const soundJson = <Value>(
  text: Json<Value> | null,
  isSound: (value: unknown) => boolean,
  otherwise: Value | null
): Value | null => {
  if (text === null) return otherwise;
  try {
    const value: unknown = JSON.parse(text);
    return isSound(value) ? (value as Value) : otherwise;
  } catch {
    return otherwise;
  }
};

/** The value that a text of JSON holds; where a wrong one has no safe value, an error that names the store. */
export const neededJson = <Value>(text: Json<Value>, isSound: (value: unknown) => boolean, column: string): Value => {
  const value = soundJson<Value>(text, isSound, null);
  if (value === null) throw foreignValue(column);
  return value;
};

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

export const isCounts = (value: unknown): boolean => isObject(value) && Object.values(value).every(isCount);

const isCount = (value: unknown): boolean => Number.isSafeInteger(value);

export const isError = (value: unknown): boolean =>
  isObject(value) && typeof value['name'] === 'string' && typeof value['message'] === 'string';

const TYPE_STATES: ReadonlySet<unknown> = new Set([
  'complete',
  'partial',
  'failed',
  'unavailable',
  'not in org',
  'not supported',
  'not asked',
]);

export const isTypeOutcomes = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (one) =>
      isObject(one) &&
      typeof one['type'] === 'string' &&
      TYPE_STATES.has(one['state']) &&
      isCount(one['components']) &&
      ['undefined', 'string'].includes(typeof one['problem'])
  );

/** A daily time that can be computed with; one that can't is no schedule, so that nothing syncs by it. */
export const isSchedule = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['time'] === 'string' &&
  /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value['time']) &&
  typeof value['timezone'] === 'string' &&
  isTimezone(value['timezone']) &&
  (value['since'] === undefined || (typeof value['since'] === 'string' && isDate(value['since'])));

const isTimezone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
