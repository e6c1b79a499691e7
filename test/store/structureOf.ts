import type { DatabaseSync } from 'node:sqlite';

/** What SQLite understood of the statements that made a database's tables and indexes: not how they are spelled. */
export const structureOf = (database: DatabaseSync): object => {
  const all = (query: string, ...values: readonly string[]): object[] =>
    database
      .prepare(query)
      .all(...values)
      .map((row) => ({ ...row }));
  const tables = all(
    "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
  );
  const found = (tables as Array<{ name: string }>).map((table) => {
    const indexes = all(
      'SELECT name, "unique" AS is_unique, origin, partial FROM pragma_index_list(?) ORDER BY origin, name',
      table.name
    ) as Array<{ name: string }>;
    return {
      ...table,
      columns: all(
        'SELECT name, type, "notnull" AS needed, dflt_value, pk, hidden FROM pragma_table_xinfo(?)',
        table.name
      ),
      foreignKeys: all(
        'SELECT "from", "table", "to", on_delete, on_update FROM pragma_foreign_key_list(?) ORDER BY 1',
        table.name
      ),
      indexes: indexes.map((index) => ({
        ...index,
        columns: all('SELECT seqno, name, "desc", coll, key FROM pragma_index_xinfo(?)', index.name),
        where: conditionOf(all('SELECT sql FROM sqlite_schema WHERE name = ?', index.name)),
      })),
      isOrdered: all("SELECT 1 FROM sqlite_schema WHERE name = ? AND sql LIKE '%autoincrement%'", table.name).length,
      checks: all("SELECT 1 FROM sqlite_schema WHERE name = ? AND sql LIKE '%check (%id% = 1)%'", table.name).length,
    };
  });
  return Object.fromEntries(found.map((table) => [table.name, table]));
};

/** Only of its own statement SQLite says which rows an index has. */
const conditionOf = ([row]: readonly object[]): string | undefined =>
  row === undefined || !('sql' in row)
    ? undefined
    : /where (.*)$/is.exec(String(row.sql))?.[1]?.toLowerCase().replaceAll('"', '');
