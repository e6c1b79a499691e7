import { sql } from 'kysely';
import type { ComponentKey } from '../../../model/names/componentName.ts';
import type { ComponentDetail, ComponentHistoryEntry, KnownComponent } from '../../records.ts';
import type { ComponentFilter } from '../../store.ts';
import { searchQuery, type SearchWord } from '../../search/searchQuery.ts';
import { isSqliteError, type Connection } from '../connection/connection.ts';
import { defineEntryFunctions } from '../search/missingEntries.ts';
import { containsWords, hasWords, inIndex, searchRank } from '../search/searchConditions.ts';
import type { SearchIndex } from '../search/searchIndex.ts';
import {
  askComponent,
  askComponentNumber,
  askRunStarts,
  askVersions,
  inOrder,
  knownComponents,
  selectListed,
  splitKey,
  toListed,
} from '../../sql/questions/components.ts';
import { queries } from '../../sql/tables.ts';

export const known = (connection: Connection, org: number): KnownComponent[] => {
  const { query, toResult } = knownComponents(org);
  return connection.map(query, toResult);
};

export const components = (
  connection: Connection,
  org: number,
  filter: ComponentFilter,
  index: SearchIndex
): Array<Omit<ComponentDetail, 'attributes'>> => {
  const toResult = toListed(connection.ask(askRunStarts(org)));
  const read = (query: ReturnType<typeof selectListed>): Array<Omit<ComponentDetail, 'attributes'>> =>
    connection.map(query, toResult);
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

export const component = (connection: Connection, org: number, key: ComponentKey): ComponentDetail | undefined =>
  connection.ask(askComponent(org, key, connection.ask(askRunStarts(org))));

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
  const number = connection.ask(askComponentNumber(org, key));
  return number === undefined ? [] : connection.ask(askVersions(number));
};
