import { sql } from 'kysely';
import { searchEntry, type SearchedFields } from '../../search/searchEntry.ts';
import { queries } from '../../sql/tables.ts';
import { createBulkInsert } from '../connection/bulkInsert.ts';
import type { Connection } from '../connection/connection.ts';

/*
 * Rows of `search_entry` that large publications and migrations leave for later, worked out of what the current version
 * and its document say. `component_version` is a table of the query.
 */

export const entryNames = sql<string>`search_names(component_version.full_name, component_version.label)`;

export const entryWords = sql<string>`search_words(
  component_version.full_name, component_version.label, component_version.description,
  (SELECT texts FROM document_component
    WHERE document_component.document_id = component_version.document_id
      AND document_component.ordinal = component_version.ordinal))`;

/** SQLite asks them only where a row is missing. */
export const defineEntryFunctions = (connection: Connection): void =>
  connection.once('entry functions', () => {
    connection.define('search_names', (fullName, label) => searchEntry({ fullName: fullName ?? '', label }).names);
    connection.define(
      'search_words',
      (fullName, label, description, texts) =>
        searchEntry({ fullName: fullName ?? '', label, description, texts }).words
    );
  });

const withoutEntry = () =>
  queries
    .selectFrom('component')
    .innerJoin('component_version', 'component_version.component_id', 'component.id')
    .leftJoin('search_entry', 'search_entry.component_id', 'component.id')
    .where('component.search_text', 'is not', null)
    .where('component_version.valid_to', 'is', null)
    .where('search_entry.component_id', 'is', null);

export const lacksEntries = (connection: Connection): boolean =>
  connection.first(withoutEntry().select('component.id').limit(1)) !== undefined;

/** Rows at a time: a large model's are never all in memory. */
const ROWS = 5_000;

/** Only inside a writing transaction. Not by the functions above, because to call one takes longer than its work. */
export const addMissingEntries = (connection: Connection): void => {
  const find = connection.prepare<{ after: number }, SearchedFields & { readonly id: number }>(({ after }) =>
    withoutEntry()
      .leftJoin('document_component', (join) =>
        join
          .onRef('document_component.document_id', '=', 'component_version.document_id')
          .onRef('document_component.ordinal', '=', 'component_version.ordinal')
      )
      .select(['component.id', 'component_version.full_name as fullName', 'component_version.label'])
      .select(['component_version.description', 'document_component.texts'])
      .where('component.id', '>', after)
      .orderBy('component.id')
      .limit(ROWS)
  );
  const insert = createBulkInsert(connection, 'search_entry', ['component_id', 'names', 'words'], { rows: 1 });
  for (let rows = find.all({ after: 0 }); rows.length > 0; rows = find.all({ after: rows.at(-1)?.id ?? 0 })) {
    for (const row of rows) {
      const { names, words } = searchEntry(row);
      insert.add(row.id, names, words);
    }
  }
};
