export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** `2025-01-31` */
  | { readonly kind: 'date'; readonly value: string }
  /** `2025-01-31T12:00:00Z` */
  | { readonly kind: 'datetime'; readonly value: string }
  /** `TODAY`, `LAST_N_DAYS:30` */
  | { readonly kind: 'dateLiteral'; readonly value: string };

export type AggregateFunction = 'AVG' | 'COUNT' | 'COUNT_DISTINCT' | 'MAX' | 'MIN' | 'SUM';

/** A column by its path (`Profile.Name`), or an aggregate of one; COUNT() has no path. */
export type Operand =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'aggregate'; readonly fn: AggregateFunction; readonly path: string | null };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN' | 'INCLUDES' | 'EXCLUDES';

export type Comparison = {
  readonly kind: 'comparison';
  readonly operand: Operand;
  readonly operator: Operator;
  /** One value, several for IN, none where a query gives them. */
  readonly values: readonly Literal[];
  /** The query whose single column gives the values of IN. */
  readonly query?: QueryShape;
};

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Comparison;

export type SelectItem =
  | { readonly kind: 'operand'; readonly operand: Operand; readonly alias: string | undefined }
  | { readonly kind: 'fields'; readonly group: 'ALL' | 'CUSTOM' | 'STANDARD' }
  | { readonly kind: 'children'; readonly query: QueryShape };

export type Ordering = { readonly operand: Operand; readonly descending: boolean; readonly nullsLast: boolean };

/** A query in the form that the engine works on. Paths no longer start with an alias. */
export type QueryShape = {
  readonly soql: string;
  /** Object name, or relationship name in a sub-select of children. */
  readonly from: string;
  readonly items: readonly SelectItem[];
  readonly where: Condition | undefined;
  readonly groupBy: readonly string[];
  readonly having: Condition | undefined;
  readonly orderBy: readonly Ordering[];
  readonly limit: number | undefined;
  readonly offset: number | undefined;
};

/** Whether the query is `SELECT COUNT() FROM …`, which answers a number and no rows. */
export function isBareCount(query: QueryShape): boolean {
  const [item] = query.items;
  return item?.kind === 'operand' && item.operand.kind === 'aggregate' && item.operand.path === null;
}

export function isAggregate(query: QueryShape): boolean {
  return (
    query.groupBy.length > 0 || query.items.some((item) => item.kind === 'operand' && item.operand.kind === 'aggregate')
  );
}

/** All comparisons of a condition, in order. */
export function comparisonsIn(condition: Condition | undefined): readonly Comparison[] {
  if (condition === undefined) return [];
  if (condition.kind === 'comparison') return [condition];
  if (condition.kind === 'not') return comparisonsIn(condition.part);
  return condition.parts.flatMap((part) => comparisonsIn(part));
}

/** The comparisons that every matching row fulfils: those joined by the outermost AND. */
export function requiredComparisons(condition: Condition | undefined): readonly Comparison[] {
  if (condition?.kind === 'comparison') return [condition];
  if (condition?.kind === 'and') return condition.parts.flatMap((part) => requiredComparisons(part));
  return [];
}
