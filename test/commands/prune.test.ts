import { expect } from 'chai';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import BackendPrune from '../../src/commands/elements/backend/prune.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import SyncHistory from '../../src/commands/elements/sync/history.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { begin, documentOf, orgOf, publishRun, runOf, versionOf } from '../store/builders.ts';
import { idOf, namesOf } from '../store/contract/known.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const DAY = 86_400_000;

describe('backend prune', () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = commandLine();
    mkdirSync(join(line.folder, 'elements'));
    await withStore(async (store) => {
      for (const key of ['one', 'two']) await tell(store, key);
    });
  });
  afterEach(() => line.remove());

  const folder = (): string => join(line.folder, 'elements');
  const path = (): string => join(folder(), 'elements.db');
  const withStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore(path());
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };
  const daysAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
  const at = (days: number) => ({ startedAt: daysAgo(days), leaseUntil: daysAgo(days - 1) });
  const idOfOrg = (key: string): string => (key === 'one' ? '00D000000000001EAA' : '00D000000000002EAA');

  /** A class that changed 100 and 10 days ago, with a large old document. */
  const tell = async (store: Store, key: string): Promise<void> => {
    await store.saveOrg(orgOf(key, { orgId: idOfOrg(key) }));
    const { document, contents } = documentOf(`planted in ${key}`);
    await store.putDocuments(key, [document], contents);
    const origin = { documentHash: document.hash, extractorVersion: document.extractorVersion, ordinal: 0 };
    await publishRun(store, runOf(key, `${key} 1`, at(200)), { added: [versionOf('ApexClass:A', { origin })] });
    for (const days of [100, 10]) {
      await publishRun(store, runOf(key, `${key} ${days}`, at(days)), {
        changed: [
          {
            componentId: await idOf(store, key, 'ApexClass:A'),
            change: 'updated',
            version: versionOf('ApexClass:A', { label: `${days}` }),
          },
        ],
      });
    }
  };
  const versions = (key: string): Promise<number> =>
    withStore(async (store) => (await store.versions(key, 'ApexClass:a' as never)).length);

  it('removes what is older than the days from every org, tells it, and gives back the room', async () => {
    const history = await line.run(SyncHistory, ['-o', 'admin@one.example']);
    const { result, error, exitCode, output } = await line.run(BackendPrune, ['--keep', '30', '--no-prompt']);

    expect(error).to.equal(undefined);
    expect(exitCode).to.equal(0);
    expect(result.orgs.map(({ key, pruned }) => [key, pruned?.versions, pruned?.documents])).to.deep.equal([
      ['one', 1, 1],
      ['two', 1, 1],
    ]);
    expect(result.store).to.not.have.property('problem');
    expect(output).to.include('admin@one.example: versions 1').and.to.include('The store had');
    expect([await versions('one'), await versions('two')]).to.deep.equal([2, 2]);
    expect(await line.run(SyncHistory, ['-o', 'admin@one.example']).then((after) => after.result)).to.deep.equal(
      history.result
    );
    expect(readdirSync(folder())).to.deep.equal(['elements.db']);
    const [audit] = await withStore((store) => store.audits({ orgKey: 'one' }));
    expect(audit).to.include({ action: 'history pruned', from: `backend prune on ${hostname()}` });
    expect(audit?.detail).to.include({ versions: 1 });
  });

  it('tells in a dry run what it would remove, and changes not a byte', async () => {
    const before = readFileSync(path());
    const dry = await line.run(BackendPrune, ['--keep', '30', '--dry-run']);
    expect(dry.output).to.include('dry run');
    expect(dry.result).to.include({ dryRun: true }).and.to.not.have.property('store');
    expect(readFileSync(path()).equals(before)).to.equal(true);
    const { result } = await line.run(BackendPrune, ['--keep', '30', '--no-prompt']);
    expect(result.orgs).to.deep.equal(dry.result.orgs);
  });

  it('removes it from the named org alone, and all of it with 0', async () => {
    const { result } = await line.run(BackendPrune, ['--keep', '0', '-o', 'admin@one.example', '--no-prompt']);
    expect(result.orgs.map(({ key }) => key)).to.deep.equal(['one']);
    expect([await versions('one'), await versions('two')]).to.deep.equal([1, 3]);
  });

  it('asks first, and removes nothing where nobody can answer', async () => {
    const { error, exitCode } = await line.run(BackendPrune, ['--keep', '0']);
    expect(exitCode).to.equal(2);
    expect(error?.message).to.include('asks first');
    expect(await versions('one')).to.equal(3);
    // Nothing would go: there is nothing to be asked.
    expect((await line.run(BackendPrune, ['--keep', '9999'])).exitCode).to.equal(0);
  });

  for (const keep of ['-1', '1.5', '', 'a year', '1e3', '36501']) {
    it(`does not take "${keep}" for a number of days, and opens no store for it`, async () => {
      const elsewhere = join(line.folder, 'nowhere', 'e.db');
      const { exitCode } = await line.run(BackendPrune, [`--keep=${keep}`, '--backend', `sqlite:${elsewhere}`]);
      expect(exitCode).to.equal(2);
      expect(existsSync(join(line.folder, 'nowhere'))).to.equal(false);
    });
  }

  it('has to be told the days', async () => {
    expect((await line.run(BackendPrune, [])).exitCode).to.equal(2);
  });

  it('makes no store where there is none', async () => {
    const elsewhere = join(line.folder, 'nowhere', 'e.db');
    const { result } = await line.run(BackendPrune, ['--keep', '1', '--no-prompt', '--backend', `sqlite:${elsewhere}`]);
    expect(result.orgs).to.deep.equal([]);
    expect(existsSync(join(line.folder, 'nowhere'))).to.equal(false);
  });

  it('refuses a named org that is syncing, and leaves it out of all', async () => {
    await withStore((store) =>
      begin(
        store,
        runOf('one', 'running', { ...at(0), leaseUntil: daysAgo(-0.0005), holder: { host: 'elsewhere', pid: 1 } })
      )
    );
    const named = await line.run(BackendPrune, ['--keep', '0', '-o', 'admin@one.example', '--no-prompt']);
    expect(named.error?.name).to.equal('SyncRunningError');
    const all = await line.run(BackendPrune, ['--keep', '0', '--no-prompt']);
    expect(all.exitCode).to.equal(68);
    expect(all.result.orgs.map(({ key, skipped }) => [key, skipped])).to.deep.equal([
      ['one', 'sync running'],
      ['two', undefined],
    ]);
    expect([await versions('one'), await versions('two')]).to.deep.equal([3, 1]);
  });

  it('erases an org for good with org disconnect, and says so where another program reads the store', async function () {
    this.timeout(60_000);
    const reader = new DatabaseSync(path(), { readOnly: true });
    await withStore(async (store) => {
      await store.setCorporatePolicy('manual-sync-only', false);
      reader.exec('BEGIN');
      reader.prepare('SELECT count(*) FROM org').get();
      const { result, exitCode, output } = await line.run(OrgDisconnect, [
        ...['-o', 'admin@one.example', '--erase', '--no-prompt'],
      ]);
      expect(result).to.include({ erased: true, bytesMayStay: 'in use' });
      expect(exitCode).to.equal(0);
      expect(output).to.include('backend prune --keep 36500').and.to.include('another program was using it');
    });
    reader.close();

    const finished = await line.run(BackendPrune, ['--keep', '36500', '--no-prompt']);
    expect(finished.result.store).to.not.have.property('problem');
    expect(readdirSync(folder())).to.deep.equal(['elements.db']);
    expect(readFileSync(path()).includes('planted in one')).to.equal(false);
    expect(await withStore((store) => namesOf(store, 'two'))).to.deep.equal(['A']);
    const last = await line.run(OrgDisconnect, ['-o', 'admin@two.example', '--erase', '--no-prompt']);
    expect(last.result).to.not.have.property('bytesMayStay');
  });
});
