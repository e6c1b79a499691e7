import type { Column } from './entity.ts';
import { checkLiteral, comparable, isId, literalBounds, type Comparable } from './literalValue.ts';
import type { Comparison, Condition, Literal, Operand, QueryShape } from './queryShape.ts';
import { SoqlError } from './soqlError.ts';

/** What a condition needs to know to be tested on things of type T: rows of a table, or groups of them. */
export type ConditionContext<T> = {
  operand(operand: Operand): { readonly column: Column; readonly path: string; value(item: T): unknown };
  /** Values of the single column of a query in IN ( … ). */
  subquery(query: QueryShape): readonly unknown[];
  readonly now: Date;
};

function likePattern(pattern: string): RegExp {
  const source = pattern.replace(/\\(.)|[%_]|[^\\%_]/gs, (match, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/\W/g, '\\$&');
    if (match === '%') return '.*';
    if (match === '_') return '.';
    return match.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'is');
}

function equalTo(bounds: readonly [Comparable, Comparable]): (value: Comparable) => boolean {
  const [from, to] = bounds;
  if (from === to) return (value) => value === from;
  return (value) => typeof value === 'number' && value >= Number(from) && value < Number(to);
}

function single(comparison: Comparison, column: Column, literal: Literal, now: Date): (value: Comparable) => boolean {
  if (comparison.operator === 'LIKE') {
    if (isId(column)) throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', 'invalid operator on id field');
    const pattern = likePattern(literal.kind === 'string' ? literal.value : '');
    return (value) => typeof value === 'string' && pattern.test(value);
  }
  const bounds = literalBounds(column, literal, now);
  const [from, to] = bounds;
  const equal = equalTo(bounds);
  const ordered = (test: (value: Comparable & {}) => boolean) => (value: Comparable) => value !== null && test(value);
  switch (comparison.operator) {
    case '=':
      return equal;
    case '!=':
      return (value) => !equal(value);
    case '<':
      return ordered((value) => from !== null && value < from);
    case '<=':
      return ordered((value) => to !== null && (from === to ? value <= to : value < to));
    case '>':
      return ordered((value) => to !== null && (from === to ? value > to : value >= to));
    case '>=':
      return ordered((value) => from !== null && value >= from);
    default:
      throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${comparison.operator}'`);
  }
}

function several(
  comparison: Comparison,
  column: Column,
  values: readonly Comparable[]
): (value: Comparable) => boolean {
  const set = new Set(values);
  switch (comparison.operator) {
    case 'IN':
      return (value) => set.has(value);
    case 'NOT IN':
      return (value) => !set.has(value);
    case 'INCLUDES':
    case 'EXCLUDES': {
      if (column.type !== 'multipicklist') {
        const message = `operator ${comparison.operator} is not valid for field '${column.name}'`;
        throw new SoqlError('INVALID_QUERY_FILTER_OPERATOR', message);
      }
      const includes = (value: Comparable): boolean => {
        const chosen = new Set(typeof value === 'string' ? value.split(';') : []);
        return values.some((wanted) =>
          String(wanted)
            .split(';')
            .every((item) => chosen.has(item))
        );
      };
      return comparison.operator === 'INCLUDES' ? includes : (value) => !includes(value);
    }
    default:
      throw new SoqlError('MALFORMED_QUERY', `unexpected token: '${comparison.operator}'`);
  }
}

function matchComparison<T>(comparison: Comparison, context: ConditionContext<T>): (item: T) => boolean {
  const { column, path, value } = context.operand(comparison.operand);
  if (!column.filterable) {
    throw new SoqlError('INVALID_FIELD', `field '${path}' can not be filtered in a query call`);
  }
  const { values, query } = comparison;
  let test: (value: Comparable) => boolean;
  if (query !== undefined) {
    const found = context.subquery(query).map((entry) => comparable(column, entry));
    test = several(comparison, column, found);
  } else {
    for (const literal of values) checkLiteral(column, path, literal);
    test = ['IN', 'NOT IN', 'INCLUDES', 'EXCLUDES'].includes(comparison.operator)
      ? several(
          comparison,
          column,
          values.map((literal) => literalBounds(column, literal, context.now)[0])
        )
      : single(comparison, column, values[0] ?? { kind: 'null' }, context.now);
  }
  return (item) => test(comparable(column, value(item)));
}

/** Turns a condition into a test; refuses unknown columns and values of the wrong type before any row is seen. */
export function matchCondition<T>(condition: Condition, context: ConditionContext<T>): (item: T) => boolean {
  if (condition.kind === 'comparison') return matchComparison(condition, context);
  if (condition.kind === 'not') {
    const part = matchCondition(condition.part, context);
    return (item) => !part(item);
  }
  const parts = condition.parts.map((part) => matchCondition(part, context));
  return condition.kind === 'and'
    ? (item) => parts.every((part) => part(item))
    : (item) => parts.some((part) => part(item));
}
