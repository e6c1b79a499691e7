import { expect } from 'chai';
import { copyFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { loadSqlite } from '../../src/store/sqlite/connection/loadSqlite.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { documentOf, EXTRACTOR, extractedOf, orgOf, publishRun, runOf, versionOf } from './builders.ts';
import { idOf } from './contract/known.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

const AT_ONCE = 3;

const foundIn = async (store: Store, text: string): Promise<string[]> =>
  (await store.components('one', { text })).map(({ fullName }) => fullName);

/** A row or its absence, as any program sees it. */
const ask = (path: string, sql: string): unknown => {
  const database = new DatabaseSync(path, { defensive: false });
  try {
    return Object.values(database.prepare(sql).get() ?? {})[0];
  } finally {
    database.close();
  }
};
const entries = (path: string): unknown => ask(path, 'SELECT count(*) FROM search_entry');
const isCurrent = (path: string): unknown => ask(path, 'SELECT is_current FROM search_index_state');

describe('a publication of many components', () => {
  let fixture: Awaited<ReturnType<typeof temporarySqliteStore>>;
  let store: Store;
  const opened: Store[] = [];
  beforeEach(async () => {
    fixture = await temporarySqliteStore({ searchRowsAtOnce: AT_ONCE });
    ({ store } = fixture);
    await store.saveOrg(orgOf('one'));
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await fixture.destroy();
  });
  const open = async (path: string, options: Parameters<typeof openSqliteStore>[1] = {}): Promise<Store> => {
    const one = await openSqliteStore(path, options);
    opened.push(one);
    return one;
  };

  /** One more than are searched at once: names, a label, a description, and a help text. */
  const publishMany = async (): Promise<void> => {
    const { document, contents } = documentOf('help', {
      components: [extractedOf('ApexClass:Fig', { attributes: { helpText: 'Ask the GardenDesk' } })],
    });
    await store.putDocuments('one', [document], contents);
    await publishRun(store, runOf('one', 'many'), {
      added: [
        versionOf('ApexClass:AppleTreeHandler'),
        versionOf('ApexClass:Pear', { label: 'A tree of pears' }),
        versionOf('ApexClass:Plum', { description: 'Falls from the tree' }),
        versionOf('ApexClass:Fig', {
          origin: { documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal: 0 },
        }),
      ],
    });
  };
  const expectAllFound = async (searched: Store): Promise<void> => {
    expect(await foundIn(searched, 'tree')).to.deep.equal(['Pear', 'AppleTreeHandler', 'Plum']);
    expect(await foundIn(searched, 'handler')).to.deep.equal(['AppleTreeHandler']);
    expect(await foundIn(searched, 'ask desk')).to.deep.equal(['Fig']);
    expect(await foundIn(searched, 'rdendes')).to.deep.equal(['Fig']);
  };

  it('leaves what is searched to the closing of the store, and is found all the same before', async () => {
    await publishMany();
    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([0, 0]);
    await expectAllFound(store);
    await expectAllFound(await open(fixture.path, { readonly: true }));

    await store.close();

    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([4, 1]);
    expect(ask(fixture.path, `SELECT count(*) FROM search_index WHERE search_index MATCH '"tree" *'`)).to.equal(3);
    await expectAllFound(await open(fixture.path));
  });

  it('takes away at once what its components were found by', async () => {
    await publishMany();
    await store.close();
    store = await open(fixture.path, { searchRowsAtOnce: 1 });
    const [pear, plum] = [await idOf(store, 'one', 'ApexClass:Pear'), await idOf(store, 'one', 'ApexClass:Plum')];

    await publishRun(store, runOf('one', 'next'), {
      changed: [{ componentId: pear, change: 'updated', version: versionOf('ApexClass:Pear', { label: 'Sold' }) }],
      deleted: [plum],
    });

    expect(entries(fixture.path)).to.equal(2);
    expect(await foundIn(store, 'tree')).to.deep.equal(['AppleTreeHandler']);
    expect(await foundIn(store, 'sold')).to.deep.equal(['Pear']);
    await store.close();
    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([3, 1]);
    expect(ask(fixture.path, `SELECT count(*) FROM search_index WHERE search_index MATCH '"tree" *'`)).to.equal(1);
  });

  it('is followed by small ones, which make their own rows and no others', async () => {
    await publishMany();

    await publishRun(store, runOf('one', 'next'), { added: [versionOf('ApexClass:TreeHouse')] });

    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([1, 0]);
    expect(await foundIn(store, 'tree')).to.deep.equal(['Pear', 'TreeHouse', 'AppleTreeHandler', 'Plum']);
    await store.close();
    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([5, 1]);
  });

  it('is found after its program was killed, and what it left is made when the store is next opened to be written', async () => {
    await publishMany();
    const copy = `${fixture.path}.copy.db`;
    await copyFile(fixture.path, copy);
    await copyFile(`${fixture.path}-wal`, `${copy}-wal`);
    expect(entries(copy)).to.equal(0);

    const next = await open(copy);

    expect([entries(copy), isCurrent(copy)]).to.deep.equal([4, 1]);
    await expectAllFound(next);
  });

  it('is made searchable where SQLite can’t have full-text indexes, too', async () => {
    await publishMany();

    const without = await open(fixture.path, { fullText: false });

    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([4, 0]);
    await expectAllFound(without);
  });

  it('stays published, and found, where what it left can’t be made', async () => {
    await publishMany();
    const { prototype } = loadSqlite().DatabaseSync;
    const { exec } = prototype;
    prototype.exec = function (sql) {
      if (sql.includes("'rebuild'")) throw new Error('The disk is full.');
      return exec.call(this, sql);
    };
    try {
      await store.close();
    } finally {
      prototype.exec = exec;
    }
    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([0, 0]);

    const next = await open(fixture.path);

    await expectAllFound(next);
    await next.saveOrg(orgOf('two'));
    expect([entries(fixture.path), isCurrent(fixture.path)]).to.deep.equal([4, 1]);
    await expectAllFound(next);
  });
});
