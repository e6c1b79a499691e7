import type { SchemaObject } from '../connection/connection.ts';

/**
 * Tokens are made by us, and `ascii` takes them as they are: it parts texts at nothing but spaces here. The index keeps no
 * places of words, no texts and no lengths: order is ours as well.
 */
export const createIndexSql =
  "CREATE VIRTUAL TABLE search_index USING fts5(names, words, content='search_entry', content_rowid='component_id', " +
  "detail=none, columnsize=0, tokenize='ascii')";

const table = (name: string, sql: string): SchemaObject => ({ type: 'table', name, table: name, sql });

/**
 * The index, and the tables in which SQLite keeps it. They are no part of a version of the schema, because not every
 * SQLite can have them: all are there, or none.
 */
export const indexObjects: readonly SchemaObject[] = [
  table('search_index', createIndexSql),
  table('search_index_data', "CREATE TABLE 'search_index_data'(id INTEGER PRIMARY KEY, block BLOB)"),
  table(
    'search_index_idx',
    "CREATE TABLE 'search_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"
  ),
  table('search_index_config', "CREATE TABLE 'search_index_config'(k PRIMARY KEY, v) WITHOUT ROWID"),
];
