import { comparisonsIn, isAggregate, requiredComparisons, type Condition, type QueryShape } from './queryShape.ts';
import { malformed, SoqlError } from './soqlError.ts';

function has(condition: Condition | undefined, kind: 'not' | 'or'): boolean {
  if (condition === undefined || condition.kind === 'comparison') return false;
  if (condition.kind === kind) return true;
  return condition.kind === 'not' ? has(condition.part, kind) : condition.parts.some((part) => has(part, kind));
}

/** LIKE is accepted and has no effect on virtual objects. */
function withoutLike(condition: Condition): Condition | undefined {
  if (condition.kind === 'comparison') return condition.operator === 'LIKE' ? undefined : condition;
  if (condition.kind !== 'and') return condition;
  return { kind: 'and', parts: condition.parts.map(withoutLike).filter((part) => part !== undefined) };
}

/** What the objects that are computed on demand (EntityDefinition …) refuse and ignore; Tooling guide, SOQL limitations. */
export function prepareVirtual(query: QueryShape): QueryShape {
  if (isAggregate(query) || (query.offset ?? 0) > 0) {
    const message =
      'The requested operation is not yet supported by this SObject storage type, contact salesforce.com support for ' +
      'more information.';
    throw new SoqlError('EXTERNAL_OBJECT_UNSUPPORTED_EXCEPTION', message);
  }
  if (has(query.where, 'or')) throw malformed('Disjunctions not supported');
  if (has(query.where, 'not')) throw malformed('Only equals comparisons permitted');
  return query.where === undefined ? query : { ...query, where: withoutLike(query.where) };
}

/** Refuses a query without a filter (= or IN) on one of the columns that the object is computed from. */
export function requireReified(name: string, columns: readonly string[], query: QueryShape, shown = columns): void {
  const wanted = columns.map((column) => column.toLowerCase());
  const isFiltered = requiredComparisons(query.where).some(
    ({ operand, operator }) =>
      operand.kind === 'path' && wanted.includes(operand.path.toLowerCase()) && (operator === '=' || operator === 'IN')
  );
  if (!isFiltered) throw malformed(`${name}: a filter on a reified column is required [${shown.join(', ')}]`);
}

const dependencyOperators: readonly string[] = ['=', '!=', 'IN'];

/** Rights on fields are only shown together with the field: Object Reference, FieldPermissions. */
export function prepareFieldPermissions(query: QueryShape): QueryShape {
  if (isAggregate(query)) return query;
  const selected = query.items.map((item) =>
    item.kind === 'operand' ? item.operand.path?.toLowerCase() : item.kind === 'fields' ? 'all' : undefined
  );
  const isWhole = selected.includes('all') || (selected.includes('sobjecttype') && selected.includes('field'));
  if (!isWhole) throw malformed('FieldPermissions: SobjectType and Field must be in the SELECT list');
  return query;
}

/** Rows cannot be ordered by a parent's column; Tooling guide, SOQL limitations. */
export function refuseJoinedOrder(query: QueryShape): QueryShape {
  const joined = query.orderBy.find(({ operand }) => operand.path?.includes('.') === true);
  if (joined !== undefined) throw malformed(`field '${joined.operand.path ?? ''}' can not be sorted in a query call`);
  return query;
}

/** What MetadataComponentDependency does not support: order, counts, windows, names as filters, most operators. */
export function prepareDependency(query: QueryShape): QueryShape {
  const refuse = (what: string): never => {
    throw new SoqlError(
      'DEPENDENCY_API_UNSUPPORTED_EXCEPTION',
      `${what} not supported for MetadataComponentDependency`
    );
  };
  if (isAggregate(query)) refuse('Aggregate functions are');
  if (query.orderBy.length > 0) refuse('ORDER BY is');
  if (query.offset !== undefined) refuse('OFFSET is');
  if (has(query.where, 'not')) refuse('NOT is');
  for (const { operand, operator, values } of comparisonsIn(query.where)) {
    const path = operand.path ?? '';
    if (!dependencyOperators.includes(operator)) refuse(`Operator ${operator} is`);
    if (/Name$/i.test(path)) refuse(`A filter on ${path} is`);
    const isStandardEntity = values.some((value) => value.kind === 'string' && value.value === 'StandardEntity');
    if (isStandardEntity && /^RefMetadataComponentType$/i.test(path)) refuse('A filter on StandardEntity is');
  }
  return query;
}
