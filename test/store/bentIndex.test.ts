import { expect } from 'chai';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setOrgPolicy } from '../../src/connections/setPolicy.ts';
import type { Authority } from '../../src/engine/authorize.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';
import { moment, orgOf, publishRun, runOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';

/** An index is a second copy of what rows say; who writes the file can have ours read another table's. */
describe('an index that somebody made lead to other rows', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;
  let store: Store;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'e.db');
    const made = await openSqliteStore(path);
    await made.saveOrg(orgOf('one'));
    await made.saveOrg(orgOf('decoy', { orgId: '00D000000000002EAA' }));
    await publishRun(made, runOf('one', 'r1'), {});
    await publishRun(made, runOf('decoy', 'r2'), {});
    await made.audit({ at: moment(1), actor: 'ada', from: 'here', orgKey: 'one', action: 'policy set', detail: {} });
    await made.close();
  });
  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  const write = (...statements: readonly string[]): void => {
    const database = new DatabaseSync(path);
    // Newer versions of Node keep the schema from being written as a table; another program does not.
    (database as { enableDefensive?(on: boolean): void }).enableDefensive?.(false);
    for (const statement of statements) database.exec(statement);
    database.close();
  };

  /** Has the index of ours read the one of a table that says which number each word has. */
  const bend = (index: string, column: string, rows: readonly string[]): void => {
    write(
      `CREATE TABLE evil (id INTEGER PRIMARY KEY, ${column} TEXT${index.startsWith('sqlite_') ? ' UNIQUE' : ''})`,
      ...(index.startsWith('sqlite_') ? [] : [`CREATE INDEX evil_index ON evil (${column})`]),
      `INSERT INTO evil VALUES ${rows.join(',')}`,
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'evil' AND type = 'index')
       WHERE name = '${index}'`,
      'PRAGMA writable_schema = OFF',
      'CREATE TABLE noticed (x)',
      'DROP TABLE noticed'
    );
  };

  const authorityOf = (used: Store): Authority => ({
    store: used,
    guard: { allow: () => Promise.resolve({ allowed: true }) },
    clock: { now: () => new Date(moment(2)), sleep: () => Promise.resolve() },
  });

  it('does not have an org found under the key of another', async () => {
    bend('sqlite_autoindex_org_1', 'key', ["(2, 'one')", "(1, 'decoy')"]);
    store = await openSqliteStore(path);

    expect((await store.org('one'))?.orgId).to.equal('00D000000000001EAA');
    expect((await store.runs('one')).map(({ runId }) => runId)).to.deep.equal(['r1']);
    expect((await store.lastPublished('one'))?.runId).to.equal('r1');
  });

  it('keeps a policy from being taken for in force', async () => {
    bend('sqlite_autoindex_org_1', 'key', ["(2, 'one')", "(1, 'decoy')"]);
    store = await openSqliteStore(path);
    const request = { values: { 'manual-sync-only': true }, actor: 'ada', from: 'here', readings: corporateReadings() };

    const error = await rejection(setOrgPolicy({ ...request, org: orgOf('one') }, authorityOf(store)));

    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include(path).and.to.include('index of the table org');
    expect((await store.orgs({ all: true })).map(({ policies }) => policies)).to.deep.equal([{}, {}]);
    expect((await rejection(store.saveOrg(orgOf('one')))).name).to.equal('BackendUnavailableError');
  });

  it('does not have a run found under the id of another', async () => {
    bend('sqlite_autoindex_run_1', 'run_id', ["(2, 'r1')", "(1, 'r2')"]);
    store = await openSqliteStore(path);

    const error = await rejection(store.run('one', 'r1'));
    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include('index of the table run');
  });

  it('hides no audit record of an org', async () => {
    bend('audit_org', 'org_key', ["(7, 'one')"]);
    store = await openSqliteStore(path);

    expect((await store.audits({ orgKey: 'one', limit: 5 })).map(({ action }) => action)).to.deep.equal(['policy set']);
  });
});
