import { sql } from 'kysely';
import { componentKey, type ComponentKey } from '../../../model/names/componentName.ts';
import type { ComponentDetail, ComponentHistoryEntry, KnownComponent } from '../../records.ts';
import type { ComponentFilter } from '../../store.ts';
import { searchQuery, type SearchWord } from '../../search/searchQuery.ts';
import { isSqliteError, type Connection } from '../connection/connection.ts';
import { defineEntryFunctions } from '../search/missingEntries.ts';
import { containsWords, hasWords, inIndex, searchRank } from '../search/searchConditions.ts';
import type { SearchIndex } from '../search/searchIndex.ts';
import { isObject, soundJson } from '../../sql/soundColumns.ts';
import { queries } from '../../sql/tables.ts';
import { fromVersionRow, type JoinedVersion } from '../../sql/versionRow.ts';

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

/**
 * The current model of one org. Where something else says which few components it is about, `few` keeps SQLite from going
 * through all of the org.
 */
const selectCurrent = (org: number, { few = false } = {}) =>
  selectVersions()
    .where(few ? sql`+component.org` : sql.ref('component.org'), '=', org)
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
  filter: ComponentFilter,
  index: SearchIndex
): Array<Omit<ComponentDetail, 'attributes'>> => {
  const startOf = runStarts(connection, org);
  const read = (query: ReturnType<typeof selectListed>): Array<Omit<ComponentDetail, 'attributes'>> =>
    connection.map(query, (row) => ({ ...toKnown(row), ...momentsOf(row, startOf) }));
  const words = searchQuery(filter.text ?? '');
  if (words.length === 0) return read(inOrder(selectListed(org, filter), filter));
  defineEntryFunctions(connection);
  const withWords = findByWords(words, index, (looked) => read(selectFound(org, filter, words, looked)));
  return withWords.length > 0 ? withWords : read(selectFound(org, filter, words, { conditions: containsWords(words) }));
};

/** `few`: the conditions name the components that are looked at. */
type Looked = { readonly conditions: ReturnType<typeof hasWords>; readonly few?: boolean };

/** The same with and without the index, which only saves the look at every component. */
const findByWords = <Found>(
  words: readonly SearchWord[],
  index: SearchIndex,
  find: (looked: Looked) => Found
): Found => {
  const conditions = hasWords(words);
  const indexed = index.isUsable() ? inIndex(words) : undefined;
  if (indexed === undefined) return find({ conditions });
  try {
    return find({ conditions: [indexed, ...conditions], few: true });
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    index.distrust();
    return find({ conditions });
  }
};

const selectListed = (org: number, filter: ComponentFilter, few = false) => {
  let query = selectCurrent(org, { few });
  if (filter.type !== undefined) query = query.where('component.type', '=', filter.type);
  if (filter.parent !== undefined) query = query.where('component.parent', '=', componentKey(filter.parent));
  return query;
};

const inOrder = (query: ReturnType<typeof selectListed>, { limit }: ComponentFilter) => {
  const ordered = query.orderBy('component.type').orderBy('component.name');
  return limit === undefined ? ordered : ordered.limit(limit);
};

/** Best matches first; of two that are as good, the one with the shorter name. */
const selectFound = (
  org: number,
  filter: ComponentFilter,
  words: readonly SearchWord[],
  { conditions, few = false }: Looked
) => {
  let query = selectListed(org, filter, few).leftJoin('search_entry', 'search_entry.component_id', 'component.id');
  for (const condition of conditions) query = query.where(condition);
  const rank = searchRank(words);
  if (rank !== undefined) query = query.orderBy(rank);
  return inOrder(query.orderBy(sql`length(component.full_name)`), filter);
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

/** In the order of the keys. */
export const havingAttribute = (
  connection: Connection,
  org: number,
  { keys, attribute }: { readonly keys: readonly ComponentKey[]; readonly attribute: string }
): ComponentKey[] => {
  const pairs = keys.map((key) => [splitKey(key).type, splitKey(key).name]);
  const wanted = sql<{ key: number; value: string }>`json_each(${JSON.stringify(pairs)})`;
  const path = `$.${JSON.stringify(attribute)}`;
  const has = (column: string) =>
    sql<boolean>`CASE WHEN json_valid(${sql.ref(column)}) THEN json_type(${sql.ref(column)}, ${path}) END IS NOT NULL`;
  return connection
    .all(
      queries
        .selectFrom(wanted.as('wanted'))
        // CROSS JOIN keeps the order of the tables: SQLite knows nothing of the list's size.
        .crossJoin('component')
        .innerJoin('component_version', 'component_version.component_id', 'component.id')
        .leftJoin('document_component', (join) =>
          join
            .onRef('document_component.document_id', '=', 'component_version.document_id')
            .onRef('document_component.ordinal', '=', 'component_version.ordinal')
        )
        .select('wanted.key')
        .where('component.org', '=', org)
        .where(sql<boolean>`component.type = wanted.value ->> 0`)
        .where(sql<boolean>`component.name = wanted.value ->> 1`)
        .where('component.search_text', 'is not', null)
        .where('component_version.valid_to', 'is', null)
        .where((expression) => expression.or([has('document_component.attributes'), has('component_version.facts')]))
        .orderBy('wanted.key')
    )
    .flatMap(({ key }) => keys[key] ?? []);
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
