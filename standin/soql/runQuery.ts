import type { StandinOrg, StandinUser } from '../orgState.ts';
import { aggregateRows } from './aggregateRows.ts';
import { accessibleEntity } from './catalogue.ts';
import type { Entity, RowFilter } from './entity.ts';
import { columnNamed } from './entityColumns.ts';
import { comparable, type Comparable } from './literalValue.ts';
import { matchCondition } from './matchCondition.ts';
import { viewOf } from './orgView.ts';
import { parseSoql } from './parseSoql.ts';
import { isAggregate, isBareCount, requiredComparisons, type Operand, type QueryShape } from './queryShape.ts';
import { resolvePath, type ResolvedPath } from './resolvePath.ts';
import { rowSelector } from './selectRows.ts';
import type { Door, LoginSession, Session } from './session.ts';
import { malformed, SoqlError, unknownEntity } from './soqlError.ts';
import { sortRows } from './sortRows.ts';
import { userPermissions } from './userPermissions.ts';

export type QueryAnswer =
  | {
      readonly ok: true;
      readonly entity: string;
      /** Records as the REST API writes them; empty for `SELECT COUNT()`, whose number is in `count`. */
      readonly rows: Array<Record<string, unknown>>;
      readonly count?: number;
    }
  | { readonly ok: false; readonly status: number; readonly errorCode: string; readonly message: string };

const maxOffset = 2000;
const onlyOneRow: readonly string[] = ['metadata', 'fullname'];

/** Values that a column must have, from the comparisons joined by the outermost AND. */
function requiredValues(query: QueryShape): RowFilter {
  const required = requiredComparisons(query.where);
  return (column) => {
    const lower = column.toLowerCase();
    for (const { operand, operator, values } of required) {
      if (operand.kind !== 'path' || operand.path.toLowerCase() !== lower || values.length === 0) continue;
      if (operator !== '=' && operator !== 'IN') continue;
      if (values.every((literal) => literal.kind === 'string')) {
        return new Set(values.map((literal) => literal.value.toLowerCase()));
      }
    }
    return undefined;
  };
}

function checkOneRow(query: QueryShape, found: number): void {
  const selectsDefinition = query.items.some(
    (item) =>
      item.kind === 'operand' && item.operand.kind === 'path' && onlyOneRow.includes(item.operand.path.toLowerCase())
  );
  if (selectsDefinition && found > 1) {
    throw malformed(
      'When retrieving results with Metadata or FullName fields, the query qualifications must specify no more than ' +
        `one row for retrieval. Result size: ${found}`
    );
  }
}

type Found = { readonly rows: readonly unknown[]; resolve(path: string): ResolvedPath };

class Query {
  readonly #session: Session;
  readonly #isBulk: boolean;
  readonly #now = new Date();

  public constructor(session: Session, isBulk: boolean) {
    this.#session = session;
    this.#isBulk = isBulk;
  }

  public entity(query: QueryShape): Entity {
    const entity = accessibleEntity(query.from, this.#session);
    if (!entity?.queryable) throw unknownEntity(query.soql, query.from);
    return entity;
  }

  public answer(query: QueryShape): Extract<QueryAnswer, { ok: true }> {
    const entity = this.entity(query);
    if (isBareCount(query)) return { ok: true, entity: entity.name, rows: [], count: this.#count(query, entity) };
    return { ok: true, entity: entity.name, rows: [...this.#records(query, entity)] };
  }

  #count(asked: QueryShape, entity: Entity): number {
    const query = entity.prepare(asked, this.#session);
    const { rows } = this.#find(query, entity);
    const left = Math.max(0, rows.length - (query.offset ?? 0));
    return Math.min(left, query.limit ?? left);
  }

  #records(asked: QueryShape, entity: Entity): ReadonlyArray<Record<string, unknown>> {
    const query = entity.prepare(asked, this.#session);
    if (isAggregate(query)) {
      const { rows, resolve } = this.#find(query, entity);
      return aggregateRows(query, rows, resolve, this.#now);
    }
    // The selector comes first: unknown columns are refused whether or not there are rows.
    const select = rowSelector(query, entity, this.#session, {
      find: (name) => accessibleEntity(name, this.#session),
      run: (child, sub, column, parentId) => this.#children(child, sub, column, parentId),
    });
    const { rows, resolve } = this.#find(query, entity);
    const keys = query.orderBy.map(({ operand, descending, nullsLast }) => {
      const { column, path, value } = this.#plainOperand(operand, resolve);
      if (!column.sortable) throw malformed(`field '${path}' can not be sorted in a query call`);
      return { descending, nullsLast, value: (row: unknown): Comparable => comparable(column, value(row)) };
    });
    const offset = query.offset ?? 0;
    const sorted = sortRows(rows, keys).slice(offset, query.limit === undefined ? undefined : offset + query.limit);
    checkOneRow(query, sorted.length);
    return this.#capped(entity, sorted).map((row) => select(row));
  }

  #capped(entity: Entity, rows: readonly unknown[]): readonly unknown[] {
    const { cap } = entity;
    if (cap === null || rows.length <= cap.rows || this.#isBulk) return rows;
    if (!cap.isRefused) return rows.slice(0, cap.rows);
    const message = `${entity.name} does not support queryMore(), use LIMIT to restrict the results to a single batch`;
    throw new SoqlError('EXCEEDED_ID_LIMIT', message);
  }

  #plainOperand(operand: Operand, resolve: (path: string) => ResolvedPath): ResolvedPath {
    if (operand.kind === 'path') return resolve(operand.path);
    throw malformed(`Ordered field must be grouped or aggregated: ${operand.path ?? ''}`);
  }

  #find(query: QueryShape, entity: Entity): Found {
    const resolved = new Map<string, ResolvedPath>();
    const resolve = (path: string): ResolvedPath => {
      const known = resolved.get(path) ?? resolvePath(query.soql, entity, path, this.#session);
      resolved.set(path, known);
      return known;
    };
    if ((query.offset ?? 0) > maxOffset) {
      throw new SoqlError('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${maxOffset}`);
    }
    const matches =
      query.where === undefined
        ? undefined
        : matchCondition<unknown>(query.where, {
            operand: (operand) => this.#plainOperand(operand, resolve),
            subquery: (sub) => this.#singleColumn(sub),
            now: this.#now,
          });
    const rows = [...entity.rows(this.#session, requiredValues(query))];
    return { rows: matches === undefined ? rows : rows.filter(matches), resolve };
  }

  /** Values of a query's only column, for IN ( SELECT … ). */
  #singleColumn(query: QueryShape): readonly unknown[] {
    const [item] = query.items;
    if (query.items.length !== 1 || item?.kind !== 'operand' || item.operand.kind !== 'path') {
      throw malformed('only one field may be selected in a semi join');
    }
    const { rows, resolve } = this.#find(query, this.entity(query));
    const { value } = resolve(item.operand.path);
    return rows.map((row) => value(row));
  }

  #children(
    child: Entity,
    query: QueryShape,
    column: string,
    parentId: unknown
  ): ReadonlyArray<Record<string, unknown>> {
    const reference = columnNamed(child, this.#session, column);
    const narrowed: Entity = {
      ...child,
      rows: (session, filter) => {
        if (parentId === undefined || reference === undefined) return [];
        const ofParent: RowFilter = (name) =>
          name === column ? new Set([String(parentId).toLowerCase()]) : filter(name);
        return [...child.rows(session, ofParent)].filter((row) => reference.value(row, session) === parentId);
      },
    };
    return this.#records(query, narrowed);
  }
}

/**
 * Answers a SOQL query of a user at one of the two doors, as strictly as an org would. Pages are cut by the caller. A
 * bulk query knows neither aggregates nor the 2,000 rows that some objects end at.
 */
export function runQuery(
  soql: string,
  door: Door,
  org: StandinOrg,
  user: StandinUser,
  { isBulk = false, logins = [] }: { readonly isBulk?: boolean; readonly logins?: readonly LoginSession[] } = {}
): QueryAnswer {
  const session: Session = { view: viewOf(org), door, user, permissions: userPermissions(org, user), logins };
  try {
    const query = parseSoql(soql);
    if (isBulk && isAggregate(query)) throw malformed('Aggregate Relationships not supported in Bulk Query');
    return new Query(session, isBulk).answer(query);
  } catch (error) {
    if (!(error instanceof SoqlError)) throw error;
    return { ok: false, status: error.status, errorCode: error.errorCode, message: error.message };
  }
}
