import { expect } from 'chai';
import { DatabaseSync } from 'node:sqlite';
import { createBaseline } from '../../src/store/sql/schema/baseline.ts';
import { migrations } from '../../src/store/sqlite/migrate.ts';
import { sqliteSchemaDialect } from '../../src/store/sqlite/schemaDialect.ts';

/** The migrations that the baseline stands for. */
const BASELINE = 5;

/** What SQLite understood of the statements: not how they are spelled. */
const structureOf = (statements: readonly string[]): object => {
  const database = new DatabaseSync(':memory:');
  database.function('nfc', (text) => text);
  for (const statement of statements) database.exec(statement);
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
  database.close();
  return Object.fromEntries(found.map((table) => [table.name, table]));
};

/** Only of its own statement SQLite says which rows an index has. */
const conditionOf = ([row]: readonly object[]): string | undefined =>
  row === undefined || !('sql' in row)
    ? undefined
    : /where (.*)$/is.exec(String(row.sql))?.[1]?.toLowerCase().replaceAll('"', '');

describe('the schema that SQL databases begin with', () => {
  const baseline = createBaseline(sqliteSchemaDialect);

  it('is what the first migrations of SQLite make', () => {
    const migrated = structureOf(migrations.slice(0, BASELINE).flat());

    expect(structureOf(baseline.map(({ sql }) => sql))).to.deep.equal(migrated);
    expect(Object.keys(migrated)).to.have.lengthOf(18);
  });

  it('goes on with the migrations after those', () => {
    const [later, all] = [migrations.slice(BASELINE).flat(), migrations.flat()];
    const withoutRows = (statements: readonly string[]) => statements.filter((one) => /^(CREATE|ALTER|DROP)/.test(one));

    expect(structureOf([...baseline.map(({ sql }) => sql), ...withoutRows(later)])).to.deep.equal(
      structureOf([...withoutRows(all.slice(0, all.length - later.length)), ...withoutRows(later)])
    );
  });

  it('has no parameters', () => {
    expect(baseline.flatMap(({ parameters }) => parameters)).to.deep.equal([]);
  });
});
