import { sql } from 'kysely';
import { searchEntry } from '../../search/searchEntry.ts';
import { queries } from '../../sql/tables.ts';
import type { Connection } from '../connection.ts';

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

/** Only inside a writing transaction. */
export const addMissingEntries = (connection: Connection): void => {
  defineEntryFunctions(connection);
  connection.run(
    queries
      .insertInto('search_entry')
      .columns(['component_id', 'names', 'words'])
      .expression(
        withoutEntry().select(['component.id', entryNames.as('names'), entryWords.as('words')]).orderBy('component.id')
      )
  );
};
