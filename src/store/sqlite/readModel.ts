import { sql } from 'kysely';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { searchWords } from '../order.ts';
import type { ComponentDetail, ComponentHistoryEntry, KnownComponent } from '../records.ts';
import type { ComponentFilter } from '../store.ts';
import type { Connection } from './connection.ts';
import { isObject, soundJson } from '../sql/soundColumns.ts';
import { queries } from '../sql/tables.ts';
import { fromVersionRow, type JoinedVersion } from '../sql/versionRow.ts';

type KnownRow = JoinedVersion & {
  readonly missing_reason: string | null;
  readonly missing_last_seen: number | null;
  readonly missing_unavailable: number;
  readonly first_run: number | null;
  readonly changed_run: number | null;
};

const selectVersions = () =>
  queries
    .selectFrom('component')
    .innerJoin('component_version', 'component_version.component_id', 'component.id')
    .leftJoin('document', 'document.id', 'component_version.document_id')
    .selectAll('component_version')
    .select(['component.type', 'component.missing_reason', 'component.missing_last_seen'])
    .select('component.missing_unavailable')
    .select(['component.first_run', 'component.changed_run'])
    .select(['document.hash as document_hash', 'document.extractor_version as document_extractor']);

/** The current model of one org. */
const selectCurrent = (org: number) =>
  selectVersions()
    .where('component.org', '=', org)
    .where('component.search_text', 'is not', null)
    .where('component_version.valid_to', 'is', null);

const toKnown = (row: KnownRow): KnownComponent => {
  const known = { ...fromVersionRow(row), componentId: row.component_id };
  const { missing_reason: reason, missing_last_seen: lastSeen, missing_unavailable: unavailable } = row;
  if (reason === null || lastSeen === null) return known;
  return { ...known, missing: { reason, lastSeen, ...(unavailable === 1 && { unavailable: true }) } };
};

/** Start times of the org's runs by number. */
const runStarts = (connection: Connection, org: number): ((run: number | null) => string) => {
  const starts = new Map(
    connection
      .all(queries.selectFrom('run').select(['number', 'started_at']).where('org', '=', org))
      .map(({ number, started_at }) => [number, started_at])
  );
  return (run) => starts.get(run ?? -1) ?? '';
};

const momentsOf = (
  row: KnownRow,
  startOf: ReturnType<typeof runStarts>
): Pick<ComponentDetail, 'firstSeen' | 'lastChanged' | 'lastFetched'> => {
  const lastFetched = startOf(row.missing_last_seen);
  return {
    firstSeen: startOf(row.first_run),
    lastChanged: startOf(row.changed_run),
    ...(lastFetched === '' ? {} : { lastFetched }),
  };
};

const splitKey = (key: ComponentKey): { readonly type: string; readonly name: string } => {
  const colon = key.indexOf(':');
  return { type: key.slice(0, colon), name: key.slice(colon + 1) };
};

export const componentId = (connection: Connection, org: number, key: ComponentKey): number | undefined => {
  const { type, name } = splitKey(key);
  return connection.first(
    queries
      .selectFrom('component')
      .select('id')
      .where('org', '=', org)
      .where('type', '=', type)
      .where('name', '=', name)
  )?.id;
};

export const known = (connection: Connection, org: number): KnownComponent[] =>
  connection.map(selectCurrent(org), toKnown);

export const components = (
  connection: Connection,
  org: number,
  filter: ComponentFilter
): Array<Omit<ComponentDetail, 'attributes'>> => {
  let query = selectCurrent(org).orderBy('component.type').orderBy('component.name');
  if (filter.type !== undefined) query = query.where('component.type', '=', filter.type);
  if (filter.parent !== undefined) query = query.where('component.parent', '=', componentKey(filter.parent));
  for (const word of searchWords(filter.text ?? '')) {
    query = query.where(sql<boolean>`instr(${sql.ref('component.search_text')}, ${word}) > 0`);
  }
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  const startOf = runStarts(connection, org);
  return connection.map(query, (row) => ({ ...toKnown(row), ...momentsOf(row, startOf) }));
};

export const component = (connection: Connection, org: number, key: ComponentKey): ComponentDetail | undefined => {
  const { type, name } = splitKey(key);
  const row = connection.first(
    selectCurrent(org)
      .where('component.type', '=', type)
      .where('component.name', '=', name)
      .leftJoin('document_component', (join) =>
        join
          .onRef('document_component.document_id', '=', 'component_version.document_id')
          .onRef('document_component.ordinal', '=', 'component_version.ordinal')
      )
      .select('document_component.attributes')
  );
  if (row === undefined) return undefined;
  const found = toKnown(row);
  const attributes = soundJson(row.attributes, isObject, null);
  return {
    ...found,
    attributes: { ...attributes, ...found.facts },
    ...momentsOf(row, runStarts(connection, org)),
  };
};

export const versions = (connection: Connection, org: number, key: ComponentKey): ComponentHistoryEntry[] => {
  const id = componentId(connection, org, key);
  if (id === undefined) return [];
  return connection
    .all(
      selectVersions().where('component_version.component_id', '=', id).orderBy('component_version.valid_from', 'desc')
    )
    .map((row) => ({
      version: fromVersionRow(row),
      change: row.change as ComponentHistoryEntry['change'],
      from: row.valid_from,
      ...(row.valid_to === null ? {} : { to: row.valid_to, ended: row.ended as 'superseded' | 'deleted' }),
    }));
};
