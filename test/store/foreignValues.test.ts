import { expect } from 'chai';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keepAudit } from '../../src/connections/readBack.ts';
import type { OrgRecord, RunRecord } from '../../src/store/records.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { moment, orgOf, publishRun, runOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';

const LONG_AGO = '1970-01-01T00:00:00.000Z';
const HUGE = '9223372036854775000';

/** What somebody may write into a column, and what is read of it. */
const ORG: ReadonlyArray<readonly [column: string, value: string, name: keyof OrgRecord, read: unknown]> = [
  ['mode', "'everything'", 'mode', 'default'],
  ['link_target', "'http://evil.example'", 'linkTarget', 'lightning'],
  ['connected_at', "'yesterday'", 'connectedAt', LONG_AGO],
  ['disconnected_at', "''", 'disconnectedAt', LONG_AGO],
  ['trial_expiration_date', "'\x1b[2J'", 'trialExpirationDate', LONG_AGO],
  ['schedule', `'{"time":"25:00","timezone":"UTC"}'`, 'schedule', undefined],
  ['schedule', `'{"time":"01:00","timezone":"Mars/Olympus"}'`, 'schedule', undefined],
  ['schedule', `'{"time":"01:00","timezone":"UTC","since":"soon"}'`, 'schedule', undefined],
  ['schedule', "'no JSON'", 'schedule', undefined],
  ['is_marked', '2', 'marked', true],
];

const RUN: ReadonlyArray<readonly [column: string, value: string, name: keyof RunRecord, read: unknown]> = [
  ['trigger', "'by magic'", 'trigger', 'manual'],
  ['state', "'perfect'", 'state', 'failed'],
  ['started_at', "'<b>'", 'startedAt', LONG_AGO],
  ['finished_at', "'9999'", 'finishedAt', LONG_AGO],
  ['lease_until', "'for ever'", 'leaseUntil', LONG_AGO],
  ['permissions', "'{}'", 'permissions', []],
  ['types', `'[{"type":"A","state":"fine","components":1}]'`, 'types', []],
  ['types', "'{'", 'types', []],
  ['warnings', "'[1]'", 'warnings', []],
  ['api_calls', `'{"query":"many"}'`, 'apiCalls', {}],
  ['listed', "'[]'", 'listed', {}],
  ['error', `'{"name":1}'`, 'error', undefined],
  ['components', `'{"total":1}'`, 'components', undefined],
  ['truncated', "'true'", 'truncated', undefined],
  ['scope', "'1'", 'scope', undefined],
];

describe('a value in a store that no version of ours writes', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'elements.db');
    const store = await openSqliteStore(path);
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), {});
    await store.close();
  });
  afterEach(() => folder.remove());

  const write = (...statements: readonly string[]): void => {
    const database = new DatabaseSync(path);
    try {
      for (const statement of statements) database.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
    } finally {
      database.close();
    }
  };

  for (const [column, value, name, read] of ORG) {
    it(`is not shown of an org: ${column} ${value}`, async () => {
      write(`UPDATE org SET ${column} = ${value}`);
      const store = await openSqliteStore(path);

      expect((await store.org('one'))?.[name]).to.deep.equal(read);
      expect((await store.orgs({ all: true }))[0]?.[name]).to.deep.equal(read);
      await store.close();
    });
  }

  for (const [column, value, name, read] of RUN) {
    it(`is not shown of a sync: ${column} ${value}`, async () => {
      write(`UPDATE run SET ${column} = ${value}`);
      const store = await openSqliteStore(path);

      expect((await store.run('one', 'r1'))?.[name]).to.deep.equal(read);
      expect((await store.runs('one'))[0]?.[name]).to.deep.equal(read);
      await store.close();
    });
  }

  it('keeps no org from being read by a number that is too large', async () => {
    write(`UPDATE org SET id = ${HUGE}, component_count = ${HUGE}`);
    const store = await openSqliteStore(path);

    expect((await store.orgs()).map(({ key }) => key)).to.deep.equal(['one']);
    expect((await store.org('one'))?.key).to.equal('one');
    await store.close();
  });

  it('ends in a named error where a run has a number that is too large', async () => {
    write(`UPDATE run SET number = ${HUGE}`);
    const store = await openSqliteStore(path);

    expect(await rejection(store.runs('one'))).to.include({ name: 'BackendUnavailableError' });
    await store.close();
  });

  it('keeps no audit record from being found by numbers that come before it', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `(${String(9223372036854775807n - BigInt(at))})`);
    write(
      `INSERT INTO audit (id, at, actor, origin, action, detail)
       SELECT column1, '${moment(1)}', 'eve', 'here', 'noise', '{}' FROM (VALUES ${rows.join(',')})`
    );
    const store = await openSqliteStore(path);
    const record = { at: moment(2), actor: 'ada', from: 'here', action: 'policy set', detail: {} };

    await keepAudit(record, store);

    expect(await store.audits()).to.deep.include(record);
    await store.close();
  });
});
