import { expect } from 'chai';
import fc from 'fast-check';
import { DatabaseSync } from 'node:sqlite';
import { createMemoryStore } from './memory/memoryStore.ts';
import type { ComponentVersion } from '../../src/store/records.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { documentOf, EXTRACTOR, extractedOf, orgOf, publishRun, runOf, versionOf } from './builders.ts';
import { idOf } from './contract/known.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

/** Pieces of names and queries: what they are made of in real orgs, and what is in the way. */
const piece = fc.constantFrom(
  ...['Account', 'account', 'Primary_Contact', 'npe01__', '__c', 'Trigger', 'XMLParser2', 'a', '7', '42nd', "o'neil"],
  ...[
    '%',
    '_',
    '"',
    '*',
    '-',
    'ΟΔΟΣ',
    'οδός',
    'Straße',
    'İx',
    'É',
    'e\u0301',
    '売上',
    '顧客番号と住所の一覧',
    'ลูกค้า',
    '😀',
  ]
);
const text = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
const sentence = fc.array(text, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));

type Searched = {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly help?: string;
};
const component: fc.Arbitrary<Searched> = fc.record(
  { name: text, label: sentence, description: sentence, help: sentence },
  { requiredKeys: ['name'] }
);

/** Puts a document for what has a help text, and gives the versions. */
const put = async (store: Store, components: readonly Searched[], suffix: string): Promise<ComponentVersion[]> => {
  const versions: ComponentVersion[] = [];
  for (const [at, { name, label, description, help }] of components.entries()) {
    const full = `ApexClass:${name}${at}`;
    const { document, contents } = documentOf(`${full} ${suffix}`, {
      components: [extractedOf(full, { attributes: help === undefined ? {} : { parts: [{ helpText: help }] } })],
    });
    await store.putDocuments('one', [document], contents);
    versions.push(
      versionOf(full, {
        ...(label !== undefined && { label }),
        ...(description !== undefined && { description }),
        origin: { documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal: 0 },
      })
    );
  }
  return versions;
};

const foundIn = async (store: Store, query: string, limit?: number): Promise<string[]> =>
  (await store.components('one', { text: query, ...(limit !== undefined && { limit }) })).map(
    ({ fullName }) => fullName
  );

describe('the search index', () => {
  let fixture: Awaited<ReturnType<typeof temporarySqliteStore>>;
  const opened: Store[] = [];
  beforeEach(async () => {
    fixture = await temporarySqliteStore();
    await fixture.store.saveOrg(orgOf('one'));
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    await fixture.destroy();
  });

  const open = async (options: Parameters<typeof openSqliteStore>[1]): Promise<Store> => {
    const store = await openSqliteStore(fixture.path, options);
    opened.push(store);
    return store;
  };
  const ask = (sql: string): unknown => {
    const database = new DatabaseSync(fixture.path, { defensive: false });
    try {
      return Object.values(database.prepare(sql).get() ?? {})[0];
    } finally {
      database.close();
    }
  };
  /** Components that the index itself finds; fails where there is none. */
  const indexed = (token: string): unknown =>
    ask(`SELECT count(*) FROM search_index WHERE search_index MATCH '"${token}" *'`);
  const isCurrent = (): unknown => ask('SELECT is_current FROM search_index_state');

  it('finds the same components in the same order as a look at all of them, and as the store in memory', async function () {
    this.timeout(120_000);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(component, { minLength: 1, maxLength: 12 }),
        fc.array(component, { maxLength: 4 }),
        fc.array(sentence, { minLength: 1, maxLength: 6 }),
        async (first, second, queries) => {
          const org = `o${(round += 1)}`;
          const memory = createMemoryStore();
          const other = await temporarySqliteStore();
          const scanning = await openSqliteStore(other.path, { fullText: false });
          const scanned = await other.reopen();
          const later = await temporarySqliteStore({ searchRowsAtOnce: 3 });
          const stores = [memory, scanned, later.store];
          for (const store of stores) {
            await store.saveOrg(orgOf('one'));
            await publishRun(store, runOf('one', `${org}1`), { added: await put(store, first, 'first') });
            const known = await store.known('one');
            const versions = await put(store, second, 'second');
            await publishRun(store, runOf('one', `${org}2`), {
              changed: versions.slice(0, first.length).flatMap((version, at) => {
                const before = known.find(({ fullName }) => fullName === `${first[at]?.name ?? ''}${at}`);
                return before === undefined || version.fullName === ''
                  ? []
                  : [
                      {
                        componentId: before.componentId,
                        change: 'renamed' as const,
                        version: { ...version, fullName: `Other${version.fullName}`, rawName: 'x' },
                      },
                    ];
              }),
            });
          }
          const words = [...queries, ...first.map(({ name }) => name), ...first.flatMap(({ help }) => help ?? [])];
          for (const query of words) {
            const expected = await foundIn(memory, query);
            expect(await foundIn(scanned, query)).to.deep.equal(expected);
            expect(await foundIn(scanning, query)).to.deep.equal(expected);
            expect(await foundIn(scanned, query, 2)).to.deep.equal(expected.slice(0, 2));
            expect(await foundIn(later.store, query)).to.deep.equal(expected);
          }
          const caughtUp = await later.reopen();
          for (const query of words) expect(await foundIn(caughtUp, query)).to.deep.equal(await foundIn(memory, query));
          await later.destroy();
          await scanning.close();
          await other.destroy();
        }
      ),
      { numRuns: 30 }
    );
  });

  it('is made by the first sync, and follows the next ones', async () => {
    await publishRun(fixture.store, runOf('one', 'r1'), { added: [versionOf('ApexClass:Apple')] });
    expect(indexed('apple')).to.equal(1);

    await publishRun(fixture.store, runOf('one', 'r2'), {
      deleted: [await idOf(fixture.store, 'one', 'ApexClass:Apple')],
      added: [versionOf('ApexClass:Pear')],
    });

    expect(indexed('apple')).to.equal(0);
    expect(indexed('pear')).to.equal(1);
    expect(isCurrent()).to.equal(1);
  });

  it('is left behind where SQLite can’t have it, and made anew where it can', async () => {
    await publishRun(fixture.store, runOf('one', 'r1'), { added: [versionOf('ApexClass:Apple')] });
    const without = await open({ fullText: false });
    await publishRun(without, runOf('one', 'r2'), { added: [versionOf('ApexClass:Pear')] });

    expect(isCurrent()).to.equal(0);
    expect(await foundIn(without, 'pear')).to.deep.equal(['Pear']);
    expect(await foundIn(fixture.store, 'pear')).to.deep.equal(['Pear']);

    await publishRun(fixture.store, runOf('one', 'r3'), { added: [versionOf('ApexClass:Plum')] });
    expect([indexed('pear'), indexed('plum'), isCurrent()]).to.deep.equal([1, 1, 1]);

    await publishRun(without, runOf('one', 'r4'), { added: [versionOf('ApexClass:Fig')] });
    await open({});
    expect([indexed('fig'), isCurrent()]).to.deep.equal([1, 1]);
  });

  it('is not needed to read a file that has one', async () => {
    await publishRun(fixture.store, runOf('one', 'r1'), { added: [versionOf('ApexClass:Apple')] });
    const reader = await open({ readonly: true, fullText: false });

    expect(await foundIn(reader, 'app')).to.deep.equal(['Apple']);
  });

  for (const [what, damage] of Object.entries({
    'emptied tables': 'DELETE FROM search_index_data; DELETE FROM search_index_idx',
    'changed blocks': "UPDATE search_index_data SET block = x'deadbeef'",
    'an unknown version': 'UPDATE search_index_config SET v = 99',
  })) {
    it(`keeps no command from its work when it is damaged: ${what}`, async () => {
      await publishRun(fixture.store, runOf('one', 'r1'), {
        added: ['Apple', 'Apricot', 'Pear'].map((name) => versionOf(`ApexClass:${name}`)),
      });
      await fixture.store.close();
      const database = new DatabaseSync(fixture.path, { defensive: false });
      database.exec(damage);
      database.close();
      const store = await open({});

      expect(await foundIn(store, 'ap')).to.deep.equal(['Apple', 'Apricot']);
      await publishRun(store, runOf('one', 'r2'), { added: [versionOf('ApexClass:Apply')] });

      expect(await foundIn(await open({}), 'ap')).to.deep.equal(['Apple', 'Apply', 'Apricot']);
    });
  }

  it('is given up where it is damaged and an org is erased', async () => {
    for (const damage of ['DELETE FROM search_index_config', 'UPDATE search_index_config SET v = 99']) {
      await fixture.store.saveOrg(orgOf('gone'));
      await publishRun(fixture.store, runOf('gone', damage), { added: [versionOf('ApexClass:Plantedname')] });
      await fixture.store.close();
      const database = new DatabaseSync(fixture.path);
      (database as { enableDefensive?(active: boolean): void }).enableDefensive?.(false);
      database.exec(damage);
      database.close();
      const store = await open({});

      await store.eraseOrg('gone');

      expect(await store.org('gone')).to.equal(undefined);
      expect(await store.components('one', { text: 'a' })).to.be.an('array');
      await store.close();
      fixture = { ...fixture, store: await open({}) };
    }
  });

  it('holds nothing of an org that is erased, also where SQLite can’t have it', async () => {
    for (const fullText of [true, false]) {
      const key = `org${String(fullText)}`;
      await fixture.store.saveOrg(orgOf(key));
      await publishRun(fixture.store, runOf(key, key), { added: [versionOf('ApexClass:Plantedname')] });
      const store = await open({ fullText });

      await store.eraseOrg(key);

      const rest = ask('SELECT group_concat(hex(block)) FROM search_index_data') as string;
      expect(rest).not.to.include(Buffer.from('plantedname').toString('hex').toUpperCase());
    }
  });
});
