import { toLongId } from '../salesforceId.ts';
import type { Column } from './entity.ts';
import type { Literal } from './queryShape.ts';
import { malformed, SoqlError } from './soqlError.ts';

/** A value that can be compared: text in lower case, dates in milliseconds. */
export type Comparable = string | number | boolean | null;

const day = 86_400_000;
const numeric: readonly string[] = ['int', 'double', 'currency', 'percent'];

/** Start of the named stretch of time and of what follows it, in UTC. */
function dateRange(literal: string, now: Date): readonly [number, number] {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const month = (offset: number): number => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1);
  const year = (offset: number): number => Date.UTC(now.getUTCFullYear() + offset, 0, 1);
  const [name = '', count = '0'] = literal.split(':');
  const days = Number(count) * day;
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    YESTERDAY: [today - day, today],
    TODAY: [today, today + day],
    TOMORROW: [today + day, today + 2 * day],
    LAST_MONTH: [month(-1), month(0)],
    THIS_MONTH: [month(0), month(1)],
    LAST_90_DAYS: [today - 90 * day, today + day],
    LAST_YEAR: [year(-1), year(0)],
    THIS_YEAR: [year(0), year(1)],
    LAST_N_DAYS: [today - days, today + day],
    NEXT_N_DAYS: [today + day, today + day + days],
    N_DAYS_AGO: [today - days, today - days + day],
  };
  const range = ranges[name];
  if (range === undefined) throw malformed(`the stand-in org does not know the date literal ${name}`);
  return range;
}

function wrongType(path: string, type: string): SoqlError {
  const quotes = type === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  return new SoqlError(
    'INVALID_FIELD',
    `value of filter criterion for field '${path}' must be of type ${type} and ${quotes}`
  );
}

/** Refuses a literal that does not go with the column's type, as the org does. */
export function checkLiteral(column: Column, path: string, literal: Literal): void {
  if (literal.kind === 'null') return;
  if (column.type === 'boolean') {
    if (literal.kind !== 'boolean') throw wrongType(path, 'boolean');
  } else if (column.type === 'datetime' || column.type === 'date') {
    const fits = literal.kind === column.type || literal.kind === 'dateLiteral';
    if (!fits) throw wrongType(path, column.type === 'date' ? 'date' : 'dateTime');
  } else if (numeric.includes(column.type)) {
    if (literal.kind !== 'number') throw wrongType(path, column.type === 'int' ? 'int' : 'double');
  } else if (literal.kind !== 'string') {
    throw wrongType(path, 'string');
  } else if (isId(column) && !/^(?:[A-Za-z0-9]{15}|[A-Za-z0-9]{18}|)$/.test(literal.value)) {
    throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.value}`);
  }
}

/** Ids of virtual parents (`EntityDefinitionId`) are names, not ids. */
export function isId(column: Column): boolean {
  return column.type === 'id' || (column.type === 'reference' && column.parentKey === 'Id');
}

/** Ids compare by case, other text does not; the empty text is null. */
export function comparable(column: Column, value: unknown): Comparable {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  const text = String(value);
  if (isId(column) || /^01I[A-Za-z0-9]{12}$/.test(text)) return toLongId(text);
  if (column.type === 'datetime' || column.type === 'date') return Date.parse(text);
  return text.toLowerCase();
}

/** First value that is equal to the literal, and first that is above it; the same unless it names a stretch of time. */
export function literalBounds(column: Column, literal: Literal, now: Date): readonly [Comparable, Comparable] {
  if (literal.kind === 'null') return [null, null];
  if (literal.kind === 'dateLiteral') return dateRange(literal.value, now);
  const value = comparable(column, literal.value);
  return [value, value];
}
