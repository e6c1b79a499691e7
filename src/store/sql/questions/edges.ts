import type { Compilable } from 'kysely';
import type { ComponentName } from '../../../model/names/componentName.ts';
import { byGrant, byReference } from '../../order.ts';
import type { GrantRecord, ReferenceRecord } from '../../records.ts';
import type { Question } from '../question.ts';
import { isTexts, soundJson } from '../soundColumns.ts';
import { queries } from '../tables.ts';

type Ends = {
  readonly first_type: string;
  readonly first_name: string;
  readonly second_type: string;
  readonly second_name: string;
};

const first = (row: Ends): ComponentName => ({ type: row.first_type, fullName: row.first_name });
const second = (row: Ends): ComponentName => ({ type: row.second_type, fullName: row.second_name });

const ENDS = [
  'a.type as first_type',
  'a.full_name as first_name',
  'b.type as second_type',
  'b.full_name as second_name',
] as const;

/** Numbers of the components at the ends; any where there is none. */
type EndNumbers = { readonly from?: number | undefined; readonly to?: number | undefined };

/** The current references of an org, sorted by both ends, then by kind and place. */
export const askReferences = (org: number, { from, to }: EndNumbers) => {
  let query = queries
    .selectFrom('reference_edge as edge')
    .innerJoin('component as a', 'a.id', 'edge.from_id')
    .innerJoin('component as b', 'b.id', 'edge.to_id')
    .innerJoin('reference_manner as manner', 'manner.id', 'edge.manner_id')
    .select(ENDS)
    .select(['manner.kind', 'manner.evidence', 'manner.confidence', 'manner.place'])
    .where('edge.valid_to', 'is', null)
    .where('a.org', '=', org);
  if (from !== undefined) query = query.where('edge.from_id', '=', from);
  if (to !== undefined) query = query.where('edge.to_id', '=', to);
  return sorted(query, byReference, (row): ReferenceRecord => ({
    from: first(row),
    to: second(row),
    kind: row.kind,
    evidence: soundJson(row.evidence, isTexts, []) ?? [],
    confidence: row.confidence as ReferenceRecord['confidence'],
    ...(row.place === null ? {} : { place: row.place }),
  }));
};

/** The current grants of an org, sorted by principal, then by target. */
export const askGrants = (org: number, { from, to }: EndNumbers) => {
  let query = queries
    .selectFrom('access_grant as held')
    .innerJoin('component as a', 'a.id', 'held.principal_id')
    .innerJoin('component as b', 'b.id', 'held.target_id')
    .select(ENDS)
    .select('held.rights')
    .where('held.valid_to', 'is', null)
    .where('a.org', '=', org);
  if (from !== undefined) query = query.where('held.principal_id', '=', from);
  if (to !== undefined) query = query.where('held.target_id', '=', to);
  return sorted(query, byGrant, (row): GrantRecord => ({
    principal: first(row),
    target: second(row),
    rights: row.rights,
  }));
};

/** By our own order: databases compare texts in ways of their own. */
const sorted = <Row, Result>(
  query: Compilable<Row>,
  order: (one: Result, other: Result) => number,
  toResult: (row: Row) => Result
): Question<Row, Result[]> => ({ query, answer: (rows) => rows.map(toResult).sort(order) });
