import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../../src/store/sqlite/openSqliteStore.ts';
import { begin, moment, runOf } from '../builders.ts';
import { rejection } from '../contract/factory.ts';
import { temporarySqliteStore } from '../temporaryStore.ts';
import { makeVersionOneFile } from '../versionOne/file.ts';
import { CONTRACT } from './contract.ts';
import { queryFile } from './queryFile.ts';
import { playViewStory } from './viewStory.ts';

const VIEWS = Object.keys(CONTRACT);

const execute = (path: string, ...statements: readonly string[]): void => {
  const database = new DatabaseSync(path);
  for (const statement of statements) database.exec(statement);
  database.close();
};

/** The views of a file with their text, and the counter that any change of a schema raises. */
const viewsOf = (path: string): object => ({
  views: queryFile(path, "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name"),
  changes: queryFile(path, 'PRAGMA schema_version'),
});

const countOf = (path: string, view: string): unknown => queryFile(path, `SELECT count(*) AS n FROM ${view}`)[0]?.['n'];

describe('the public views in a store’s file', () => {
  let fixture: Awaited<ReturnType<typeof temporarySqliteStore>>;
  let path: string;
  beforeEach(async () => {
    fixture = await temporarySqliteStore();
    path = fixture.path;
    await playViewStory(fixture.store, moment);
    await fixture.store.close();
  });
  afterEach(() => fixture.destroy());

  /** A store is opened for writing when something is to be written. */
  const write = async (): Promise<void> => {
    const store = await openSqliteStore(path);
    try {
      await store.audit({ at: moment(0), actor: 'ada', from: 'here', action: 'policy set', detail: {} });
    } finally {
      await store.close();
    }
  };

  it('are left as they are by the next writing', async () => {
    const before = viewsOf(path);

    await write();

    expect(viewsOf(path)).to.deep.equal(before);
  });

  for (const [what, statements] of Object.entries({
    'one is missing': ['DROP VIEW v_change'],
    'all are missing': VIEWS.map((view) => `DROP VIEW ${view}`),
    'one says something else': ['DROP VIEW v_grant', 'CREATE VIEW v_grant AS SELECT 1 AS one'],
    'one is written in other case': ['DROP VIEW v_grant', 'CREATE VIEW V_Grant AS SELECT 1 AS one'],
    'one does not work': ['DROP VIEW v_grant', 'CREATE VIEW v_grant AS SELECT * FROM nowhere'],
  }))
    it(`are made anew by the next writing where ${what}`, async () => {
      const [{ views }, counts] = [viewsOf(path) as { views: unknown }, VIEWS.map((view) => countOf(path, view))];
      execute(path, ...statements);

      await write();

      expect(viewsOf(path)).to.deep.include({ views });
      expect(VIEWS.map((view) => countOf(path, view))).to.deep.equal(counts);
    });

  it('come into a file of the first version, and leave the views of others alone', async () => {
    const old = `${dirname(path)}/old.db`;
    makeVersionOneFile(old);
    execute(old, 'CREATE VIEW v_mine AS SELECT name FROM org');

    await (await openSqliteStore(old)).close();

    expect(queryFile(old, 'SELECT org, full_name FROM v_component ORDER BY 1, 2')).to.deep.equal([
      { org: 'one', full_name: 'A' },
      { org: 'one', full_name: 'Bee' },
      { org: 'two', full_name: 'A' },
    ]);
    expect(queryFile(old, 'SELECT name FROM v_mine')).to.have.lengthOf(2);
  });

  for (const [what, statement] of Object.entries({
    'the table v_run': 'CREATE TABLE v_run (x)',
    'the table V_RUN': 'CREATE TABLE V_RUN (x)',
    'the index v_run': 'CREATE INDEX v_run ON run (actor)',
  }))
    it(`${what} of others is in the way: it is named, and the file is left as it is`, async () => {
      execute(path, 'DROP VIEW v_run', statement);
      const before = await readFile(path);

      const error = await rejection(write());

      expect(error.name).to.equal('BackendUnavailableError');
      expect(error.message).to.include(path).and.to.include(what);
      expect((await readFile(path)).equals(before)).to.equal(true);
    });

  it('go on working whatever somebody has written into the tables', async () => {
    const counts = VIEWS.filter((view) => view !== 'v_attribute').map((view) => [view, countOf(path, view)] as const);
    const WORST = [
      '{',
      '',
      '[]',
      '5',
      '"x"',
      'null',
      '{"":1,"\\"":2,"a.b":9e999,"$":{"x":[1]}}',
      '[{"attributes":7}]',
      '{"total":"x","added":99999999999999999999,"name":{},"time":[]}',
      '{"a":9223372036854775807,"b":9223372036854775807}',
    ];
    for (const text of WORST) {
      const quoted = `'${text}'`;
      execute(
        path,
        `UPDATE document_component SET attributes = ${quoted}`,
        `UPDATE component_version SET facts = ${quoted}`,
        `UPDATE run SET components = ${quoted}, error = ${quoted}, api_calls = ${quoted}, scope = ${quoted}`,
        `UPDATE org SET schedule = ${quoted}`,
        `UPDATE reference_manner SET evidence = ${quoted}`,
        'UPDATE access_grant SET rights = -1'
      );

      for (const [view, count] of counts) {
        expect(queryFile(path, `SELECT * FROM ${view}`), `${view} with ${text}`).to.have.lengthOf(Number(count));
      }
      for (const { attributes } of queryFile(path, 'SELECT attributes FROM v_component')) {
        expect(JSON.parse(String(attributes)), text).to.be.an('object');
      }
      queryFile(path, 'SELECT * FROM v_attribute');
    }
  });

  it('are read by programs that know nothing of us, which leave no file beside the store', async function () {
    const beside = (): Promise<string[]> => readdir(dirname(path));
    const before = await beside();

    for (const view of VIEWS) countOf(path, view);
    const program = spawnSync('sqlite3', ['-readonly', path], {
      input: VIEWS.map((view) => `SELECT '${view}', count(*) FROM (SELECT * FROM ${view});\n`).join(''),
      encoding: 'utf8',
    });

    expect(await beside()).to.deep.equal(before);
    if (program.error !== undefined) return this.skip();
    expect(program.stderr).to.equal('');
    expect(program.stdout).to.equal(VIEWS.map((view) => `${view}|${String(countOf(path, view))}\n`).join(''));
  });

  it('are read while a sync goes on, as the last published run left them', async () => {
    const store = await openSqliteStore(path);
    const counts = VIEWS.map((view) => countOf(path, view));
    await begin(store, runOf('one', 'r6', { startedAt: moment(80) }));

    expect(VIEWS.map((view) => countOf(path, view))).to.deep.equal(
      counts.map((count, index) => (VIEWS[index] === 'v_run' ? Number(count) + 1 : count))
    );
    await store.close();
    expect(await readdir(dirname(path))).to.deep.equal(['elements.db']);
  });
});
