import type { ComponentKey, ComponentName } from '../../model/names/componentName.ts';
import { byGrant, byReference } from '../order.ts';
import type { GrantRecord, ReferenceRecord } from '../records.ts';
import type { Connection } from './connection.ts';
import { componentId } from './readModel.ts';
import { isTexts, soundJson } from '../sql/soundColumns.ts';
import { queries } from '../sql/tables.ts';

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

/** Undefined when a named end is unknown: then nothing leads there. */
const endIds = (
  connection: Connection,
  org: number,
  keys: ReadonlyArray<ComponentKey | undefined>
): Array<number | undefined> | undefined => {
  const ids = keys.map((key) => (key === undefined ? undefined : componentId(connection, org, key)));
  return keys.some((key, index) => key !== undefined && ids[index] === undefined) ? undefined : ids;
};

/** Sorted by both ends, then by kind and place. */
export const references = (
  connection: Connection,
  org: number,
  filter: { readonly from?: ComponentKey; readonly to?: ComponentKey }
): ReferenceRecord[] => {
  const ids = endIds(connection, org, [filter.from, filter.to]);
  if (ids === undefined) return [];
  const [from, to] = ids;
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
  return connection
    .all(query)
    .map((row): ReferenceRecord => ({
      from: first(row),
      to: second(row),
      kind: row.kind,
      evidence: soundJson(row.evidence, isTexts, []) ?? [],
      confidence: row.confidence as ReferenceRecord['confidence'],
      ...(row.place === null ? {} : { place: row.place }),
    }))
    .sort(byReference);
};

/** Sorted by principal, then by target. */
export const grants = (
  connection: Connection,
  org: number,
  filter: { readonly principal?: ComponentKey; readonly target?: ComponentKey }
): GrantRecord[] => {
  const ids = endIds(connection, org, [filter.principal, filter.target]);
  if (ids === undefined) return [];
  const [principal, target] = ids;
  let query = queries
    .selectFrom('access_grant as held')
    .innerJoin('component as a', 'a.id', 'held.principal_id')
    .innerJoin('component as b', 'b.id', 'held.target_id')
    .select(ENDS)
    .select('held.rights')
    .where('held.valid_to', 'is', null)
    .where('a.org', '=', org);
  if (principal !== undefined) query = query.where('held.principal_id', '=', principal);
  if (target !== undefined) query = query.where('held.target_id', '=', target);
  return connection
    .all(query)
    .map((row): GrantRecord => ({ principal: first(row), target: second(row), rights: row.rights }))
    .sort(byGrant);
};
