import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore, readSqlitePolicies } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { moment, orgOf, publishRun, runOf, versionOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { runProgram } from './programs/runProgram.ts';
import { temporaryFolder } from './temporaryStore.ts';

const SQLITE3 = '/usr/bin/sqlite3';

/** Bytes 18 and 19 of the header: 1 for a rollback journal, 2 for a write-ahead log. */
const usesLog = async (path: string): Promise<boolean> => (await readFile(path))[18] === 2;

describe('the file of the SQLite store at rest', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const opened: Array<{ close(): unknown }> = [];
  const at = (...names: readonly string[]): string => join(folder.path, ...names);
  const open = async (options = {}): Promise<Store> => {
    const store = await openSqliteStore(at('e.db'), options);
    opened.push(store);
    return store;
  };
  const plain = (readOnly: boolean): DatabaseSync => {
    const database = new DatabaseSync(at('e.db'), { readOnly });
    opened.push({ close: () => database.isOpen && database.close() });
    return database;
  };
  const files = async (): Promise<string[]> => (await readdir(folder.path)).sort();
  const expectOneFile = async (): Promise<void> => {
    expect(await files()).to.deep.equal(['e.db']);
    expect(await usesLog(at('e.db'))).to.equal(false);
  };
  beforeEach(async () => {
    folder = await temporaryFolder();
    const store = await openSqliteStore(at('e.db'));
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
    await store.close();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await folder.remove();
  });

  const uses: { readonly [what: string]: (store: Store) => Promise<unknown> } = {
    'nothing was asked': async () => undefined,
    'it was read': (store) => store.known('one'),
    'an org was saved': (store) => store.saveOrg(orgOf('two')),
    'a run was published': (store) => publishRun(store, runOf('one', 'r2'), { added: [versionOf('ApexClass:B')] }),
    'an org was erased': (store) => store.eraseOrg('one'),
    'an audit record was written': (store) =>
      store.audit({ at: moment(1), actor: 'ada', from: 'here', action: 'a', detail: {} }),
    'writing failed': (store) => rejection(store.putDocuments('nowhere', [], [])),
  };
  for (const [what, use] of Object.entries(uses)) {
    it(`is one file without a log after ${what}`, async () => {
      const store = await open();
      await use(store);
      await store.close();
      await expectOneFile();
    });
  }

  it('is not written, not by a byte, by who opens it and only reads', async () => {
    const before = await readFile(at('e.db'));
    const store = await open();
    await store.orgs();
    await store.components('one', {});
    expect(await files()).to.deep.equal(['e.db']);
    await store.close();
    readSqlitePolicies(at('e.db'));
    expect((await readFile(at('e.db'))).equals(before)).to.equal(true);
    await expectOneFile();
  });

  it('is read by the sqlite3 program, which leaves nothing beside it', async function () {
    if (!existsSync(SQLITE3)) this.skip();
    for (const flags of [['-readonly'], []]) {
      const { stdout, status } = spawnSync(SQLITE3, [...flags, at('e.db'), 'SELECT full_name FROM component'], {
        encoding: 'utf8',
      });
      expect({ stdout, status }).to.deep.equal({ stdout: 'A\n', status: 0 });
      await expectOneFile();
    }
  });

  it('is read by another program that only reads, which leaves nothing beside it', async () => {
    const reader = plain(true);
    expect(reader.prepare('SELECT full_name FROM component').all()).to.have.lengthOf(1);
    expect(await files()).to.deep.equal(['e.db']);
    reader.close();
    await expectOneFile();
  });

  it('is read by who may only read it, who leaves nothing beside it', async function () {
    if (process.geteuid?.() !== 0) this.skip();
    await chmod(folder.path, 0o777);
    await chmod(at('e.db'), 0o444);
    process.seteuid?.(65_534);
    try {
      const store = await openSqliteStore(at('e.db'));
      expect(await store.known('one')).to.have.lengthOf(1);
      await store.close();
    } finally {
      process.seteuid?.(0);
    }
    await expectOneFile();
  });

  it('is left by the last of several writers and readers, in whatever order they close', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [0, 2, 1],
    ]) {
      const stores = [await open(), await open(), await open()];
      await stores[0]!.saveOrg(orgOf('two'));
      await stores[1]!.saveOrg(orgOf('three'));
      expect((await stores[2]!.orgs()).map(({ key }) => key)).to.deep.equal(['one', 'three', 'two']);
      for (const index of order) {
        expect(await stores[index]!.orgs()).to.have.lengthOf(3);
        await stores[index]!.close();
      }
      await expectOneFile();
    }
  });

  it('is left by programs that come and go at the same time', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => runProgram('beginRun.ts', at('e.db'), id)));
    expect(answers.filter((answer) => answer.startsWith('begun'))).to.have.lengthOf(1);
    const store = await open();
    await store.close();
    await expectOneFile();
  });

  it('is written while another program has it open and reads nothing', async () => {
    const reader = plain(true);
    reader.prepare('SELECT full_name FROM component').all();
    const store = await open();
    await store.saveOrg(orgOf('two'));
    expect(reader.prepare('SELECT key FROM org').all()).to.have.lengthOf(2);
    await store.close();
    reader.close();
    // A program that only reads can't take away what it has read with.
    await (await open()).close();
    await expectOneFile();
  });

  it('is written when another program has ended its reading, for which it waits', async () => {
    const reader = plain(true);
    reader.exec('BEGIN');
    reader.prepare('SELECT full_name FROM component').all();
    const program = runProgram('beginRun.ts', at('e.db'), 'waits');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(reader.prepare('SELECT run_id FROM run').all()).to.have.lengthOf(1);
    reader.exec('COMMIT');
    expect(await program).to.match(/^begun/);
    reader.close();
    await (await open()).close();
    await expectOneFile();
  });

  it('is one file again after a program was cut off in its writing', async () => {
    const store = await open();
    await store.saveOrg(orgOf('two'));
    for (const suffix of ['', '-wal', '-shm']) await copyFile(at(`e.db${suffix}`), at(`cut.db${suffix}`));
    await store.close();

    const next = await openSqliteStore(at('cut.db'));
    expect(await next.orgs()).to.have.lengthOf(2);
    await next.close();
    await rm(at('cut.db'));
    await expectOneFile();
  });

  it('is one file again where an earlier version left it with a log, which a look at its policies does not change', async () => {
    plain(false).exec('PRAGMA journal_mode = WAL');
    for (const one of opened.splice(0)) await one.close();
    const before = await readFile(at('e.db'));
    expect(await usesLog(at('e.db'))).to.equal(true);

    expect(readSqlitePolicies(at('e.db'))?.orgs).to.have.lengthOf(1);
    expect(await files()).to.deep.equal(['e.db']);
    expect((await readFile(at('e.db'))).equals(before)).to.equal(true);
    const store = await open();
    expect(await store.known('one')).to.have.lengthOf(1);
    await store.close();
    await expectOneFile();
  });
});
