import { column as makeColumn } from './columns.ts';
import type { Column } from './entity.ts';
import { comparable, type Comparable } from './literalValue.ts';
import { matchCondition } from './matchCondition.ts';
import type { AggregateFunction, Operand, QueryShape } from './queryShape.ts';
import type { ResolvedPath } from './resolvePath.ts';
import { malformed, SoqlError } from './soqlError.ts';
import { sortRows } from './sortRows.ts';

type Group = readonly unknown[];
type Resolve = (path: string) => ResolvedPath;

const maxGroups = 2000;

function orderOf(values: readonly unknown[], column: Column): readonly unknown[] {
  return sortRows(values, [{ descending: false, nullsLast: false, value: (value) => comparable(column, value) }]);
}

function compute(fn: AggregateFunction, column: Column, values: readonly unknown[]): unknown {
  const numbers = values.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  switch (fn) {
    case 'COUNT':
      return values.length;
    case 'COUNT_DISTINCT':
      return new Set(values.map((value) => comparable(column, value))).size;
    case 'MIN':
      return orderOf(values, column)[0] ?? null;
    case 'MAX':
      return orderOf(values, column).at(-1) ?? null;
    case 'SUM':
      return values.length === 0 ? null : sum;
    case 'AVG':
      return values.length === 0 ? null : sum / values.length;
  }
}

type GroupOperand = { readonly column: Column; readonly path: string; value(group: Group): unknown };

function groupOperand(operand: Operand, query: QueryShape, resolve: Resolve): GroupOperand {
  if (operand.kind === 'path') {
    const resolved = resolve(operand.path);
    const lower = operand.path.toLowerCase();
    if (!query.groupBy.some((path) => path.toLowerCase() === lower)) {
      throw malformed(`Field must be grouped or aggregated: ${resolved.column.name}`);
    }
    return { ...resolved, value: (group) => (group.length === 0 ? null : resolved.value(group[0])) };
  }
  if (operand.path === null) throw malformed('unexpected token: COUNT()');
  const { column, path, value } = resolve(operand.path);
  const needsAggregatable = operand.fn === 'COUNT' || operand.fn === 'COUNT_DISTINCT';
  const isNumber = ['int', 'double', 'currency', 'percent'].includes(column.type);
  if (
    needsAggregatable
      ? !column.aggregatable
      : operand.fn === 'SUM' || operand.fn === 'AVG'
        ? !isNumber
        : !column.sortable
  ) {
    throw malformed(`field ${path} does not support aggregate operator ${operand.fn}`);
  }
  const { fn } = operand;
  return {
    // COUNT gives a number whatever it counts.
    column: needsAggregatable ? makeColumn(column.name, 'int', () => null) : column,
    path,
    value: (group) =>
      compute(
        fn,
        column,
        group.map((row) => value(row)).filter((found) => found !== null && found !== '')
      ),
  };
}

function groupsOf(query: QueryShape, rows: readonly unknown[], resolve: Resolve): readonly Group[] {
  if (query.groupBy.length === 0) return [rows];
  const keys = query.groupBy.map((path) => resolve(path));
  for (const { column, path } of keys) {
    if (!column.groupable) throw malformed(`field '${path}' can not be grouped in a query call`);
  }
  const groups = new Map<string, unknown[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map(({ column, value }) => comparable(column, value(row))));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** Answers a query with aggregates or GROUP BY: one AggregateResult a group. */
export function aggregateRows(
  query: QueryShape,
  rows: readonly unknown[],
  resolve: Resolve,
  now: Date
): ReadonlyArray<Record<string, unknown>> {
  let expressions = 0;
  const outputs = query.items.map((item) => {
    if (item.kind !== 'operand') throw malformed('Grouped query cannot use child relationships in the SELECT list');
    const operand = groupOperand(item.operand, query, resolve);
    let name = item.alias ?? operand.column.name;
    if (item.operand.kind === 'aggregate' && item.alias === undefined) {
      name = `expr${expressions}`;
      expressions += 1;
    }
    return { name, operand };
  });
  const sortKeys = query.orderBy.map(({ operand, descending, nullsLast }) => {
    const { column, value } = groupOperand(operand, query, resolve);
    return { descending, nullsLast, value: (group: Group): Comparable => comparable(column, value(group)) };
  });
  let groups = groupsOf(query, rows, resolve);
  if (query.having !== undefined) {
    const matches = matchCondition<Group>(query.having, {
      operand: (operand) => groupOperand(operand, query, resolve),
      subquery: () => {
        throw malformed('the stand-in org does not know queries in HAVING');
      },
      now,
    });
    groups = groups.filter(matches);
  }
  const offset = query.offset ?? 0;
  const chosen = sortRows(groups, sortKeys).slice(offset, query.limit === undefined ? undefined : offset + query.limit);
  if (chosen.length > maxGroups) {
    const message = 'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch';
    throw new SoqlError('EXCEEDED_ID_LIMIT', message);
  }
  return chosen.map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(outputs.map(({ name, operand }) => [name, operand.value(group)])),
  }));
}
