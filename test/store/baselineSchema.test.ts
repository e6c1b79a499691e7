import { expect } from 'chai';
import { DatabaseSync } from 'node:sqlite';
import { createBaseline } from '../../src/store/sql/schema/baseline.ts';
import { BASELINE, migrations } from '../../src/store/sqlite/schema/migrate.ts';
import { sqliteSchemaDialect } from '../../src/store/sqlite/schema/schemaDialect.ts';
import { structureOf } from './structureOf.ts';

const structureBy = (statements: readonly string[]): object => {
  const database = new DatabaseSync(':memory:');
  database.function('nfc', (text) => text);
  for (const statement of statements) database.exec(statement);
  const structure = structureOf(database);
  database.close();
  return structure;
};

describe('the schema that SQL databases begin with', () => {
  const baseline = createBaseline(sqliteSchemaDialect);

  it('is what the first migrations of SQLite make', () => {
    const migrated = structureBy(migrations.slice(0, BASELINE).flat());

    expect(structureBy(baseline.map(({ sql }) => sql))).to.deep.equal(migrated);
    expect(Object.keys(migrated)).to.have.lengthOf(18);
  });

  it('goes on with the migrations after those', () => {
    const [later, all] = [migrations.slice(BASELINE).flat(), migrations.flat()];
    const withoutRows = (statements: readonly string[]) => statements.filter((one) => /^(CREATE|ALTER|DROP)/.test(one));

    expect(structureBy([...baseline.map(({ sql }) => sql), ...withoutRows(later)])).to.deep.equal(
      structureBy([...withoutRows(all.slice(0, all.length - later.length)), ...withoutRows(later)])
    );
  });

  it('has no parameters', () => {
    expect(baseline.flatMap(({ parameters }) => parameters)).to.deep.equal([]);
  });
});
