import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { answersOf } from './answersOf.ts';
import {
  begin,
  documentOf,
  extractedOf,
  grantsOf,
  moment,
  orgOf,
  publicationOf,
  publishRun,
  referenceOf,
  runOf,
  versionOf,
} from './builders.ts';
import { idOf, namesOf } from './contract/known.ts';
import { play } from './playSteps.ts';
import { steps, TEXTS } from './randomSteps.ts';
import { temporaryFolder } from './temporaryStore.ts';

/** Nothing that repeats, so that its deflated form is as much its own as it is. */
const secret = (what: string): string => `Xq7 ${what} Zk${[...what].map((letter) => letter.charCodeAt(0)).join('w')}Vj`;

/** What a person put into the erased org, by where it goes. */
const PLANTED = [
  'name', 'label', 'description', 'formula', 'help text', 'content', 'alias', 'org name', 'error message', 'warning',
  'old label', 'old name', 'old content', 'aborted content', 'aborted attribute', 'other extractor', 'place', 'path',
  'part', 'mention', 'grant target', 'person', 'type problem', 'session', 'scope',
].map(secret); // prettier-ignore

const p = (what: string): string => {
  const planted = secret(what);
  if (!PLANTED.includes(planted)) throw new Error(`${what} is not looked for`);
  return planted;
};
/** Forms in which a text may stand in a file: as it is, with other letters, in two bytes a letter, deflated. */
const formsOf = (text: string): Buffer[] =>
  // As tokens of a search, too, the longest of which is in no other text.
  [
    text,
    text.replaceAll(' ', '_'),
    ...text
      .split(' ')
      .slice(-1)
      .filter(({ length }) => length > 8),
  ].flatMap((one) => [
    ...[one, one.toLowerCase(), one.toUpperCase()].flatMap((cased) => [
      Buffer.from(cased),
      Buffer.from(cased, 'utf16le'),
      Buffer.from(cased, 'utf16le').swap16(),
    ]),
    // Without the first bytes, which say what kind of block it is.
    deflateRawSync(Buffer.from(one)).subarray(2, -2),
  ]);

const found = (folder: string, texts: readonly string[]): string[] => {
  const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))] as const);
  return texts.flatMap((text) =>
    files.flatMap(([name, bytes]) => (formsOf(text).some((form) => bytes.includes(form)) ? [`${text} in ${name}`] : []))
  );
};

/** An org with a history: renames, deletions, runs that failed or died, documents of two extractors. */
const tell = async (store: Store, key: string, say: (what: string) => string): Promise<void> => {
  const name = (what: string): string => say(what).replaceAll(' ', '_');
  const put = async (text: string, changes: Parameters<typeof documentOf>[1] = {}) => {
    const { document, contents } = documentOf(text, changes);
    const parts = document.parts.map((part) => ({ ...part, name: say('part') }));
    await store.putDocuments(key, [{ ...document, parts }], contents);
    return { hash: document.hash, extractorVersion: document.extractorVersion };
  };
  const originOf = ({ hash, extractorVersion }: { hash: string; extractorVersion: string }) => ({
    origin: { documentHash: hash, extractorVersion, ordinal: 0 },
  });
  await store.saveOrg(orgOf(key, { alias: say('alias'), name: say('org name') }));
  const components = [
    extractedOf('CustomField:A', { attributes: { formula: say('formula'), helpText: say('help text') } }),
  ];
  const old = await put(say('old content'), {
    components,
    mentions: [{ from: 0, kind: 'reads', type: 'ApexClass', fullName: name('mention'), place: say('place') }],
  });
  await publishRun(store, runOf(key, `${key} 1`, { warnings: [say('warning')] }), {
    added: [
      versionOf(`ApexClass:${name('old name')}`, { label: say('old label'), ...originOf(old) }),
      versionOf('ApexClass:B', { createdBy: say('person'), description: say('description') }),
    ],
    documents: [{ path: say('path'), ...old }],
    references: [
      {
        from: { type: 'ApexClass', fullName: 'B' },
        to: [referenceOf('ApexClass:B', `ApexClass:${name('old name')}`, { place: say('place') })],
      },
    ],
    grants: [grantsOf('Profile:P', { [`ApexClass:${name('grant target')}`]: 1 })],
  });
  const next = await put(say('content'), { components });
  const other = await put(say('content'), {
    components: [extractedOf('CustomField:A', { attributes: { x: say('other extractor') } })],
    extractorVersion: '2',
  });
  const run = await begin(store, runOf(key, `${key} 2`, { startedAt: moment(10) }));
  await store.publish({
    ...publicationOf(run, {
      changed: [
        {
          componentId: await idOf(store, key, `ApexClass:${name('old name')}`),
          change: 'renamed',
          version: versionOf(`ApexClass:${name('name')}`, {
            label: say('label'),
            description: say('description'),
            facts: { formula: say('formula') },
            ...originOf(next),
          }),
        },
      ],
      deleted: [await idOf(store, key, 'ApexClass:B')],
      removedDocuments: [say('path')],
      documents: [
        { path: `${say('path')} 2`, ...next },
        { path: `${say('path')} 3`, ...other },
      ],
    }),
    run: {
      ...run,
      state: 'partial',
      finishedAt: moment(11),
      types: [{ type: 'ApexClass', state: 'partial', components: 1, problem: say('type problem') }],
      listed: { [`Report/${say('scope')}`]: run.number },
    },
  });
  const failed = await begin(store, runOf(key, `${key} 3`, { startedAt: moment(20) }));
  await put(say('aborted content'), {
    components: [extractedOf('CustomField:A', { attributes: { x: say('aborted attribute') } })],
  });
  await store.saveRun({ ...failed, state: 'failed', error: { name: say('session'), message: say('error message') } });
  await begin(store, runOf(key, `${key} 4`, { startedAt: moment(30) }));
};

describe('an erased org', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const path = (): string => join(folder.path, 'e.db');
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const build = async (): Promise<void> => {
    // Each in a program of its own, as it is used.
    for (const [key, say] of [
      ['one', (what: string) => `ordinary ${what} of one`],
      ['gone', p],
      ['two', (what: string) => `ordinary ${what} of two`],
    ] as const) {
      const store = await openSqliteStore(path());
      await tell(store, key, say);
      await store.close();
    }
  };

  it('was in the file before, in all that is looked for', async () => {
    await build();
    expect(found(folder.path, PLANTED)).to.deep.equal(PLANTED.map((text) => `${text} in e.db`));
  });

  for (const fullText of [true, false])
    it(`is in no byte of the store once it is compacted and closed, and the others answer as before (${fullText ? 'with' : 'without'} a search index)`, async () => {
      await build();
      const store = await openSqliteStore(path(), { fullText });
      const others = async () =>
        Promise.all(
          ['one', 'two'].map(async (key) => [
            await store.org(key),
            await store.runs(key),
            await store.known(key),
            await store.documents(key),
            await store.components(key, {}),
            await store.references(key, {}),
            await store.grants(key, {}),
            await namesOf(store, key),
          ])
        );
      const before = await others();

      await store.eraseOrg('gone');
      const { problem } = await store.compact();

      expect(problem).to.equal(undefined);
      expect(found(folder.path, PLANTED), 'while it is still open').to.deep.equal([]);
      expect(await others()).to.deep.equal(before);
      await store.close();
      expect(found(folder.path, PLANTED)).to.deep.equal([]);
      expect(readdirSync(folder.path)).to.deep.equal(['e.db']);
      const database = new DatabaseSync(path(), { readOnly: true });
      expect(database.prepare('PRAGMA freelist_count').get()).to.include({ freelist_count: 0 });
      expect(database.prepare('PRAGMA integrity_check').get()).to.include({ integrity_check: 'ok' });
      database.close();
    });

  for (const fullText of [true, false])
    it(`is in no byte where its history is pruned and the store compacted (${fullText ? 'with' : 'without'} a search index)`, async () => {
      const store = await openSqliteStore(path(), { fullText });
      await store.saveOrg(orgOf('one'));
      await publishRun(store, runOf('one', 'first'), {
        added: [
          versionOf('ApexClass:Wyvernfirename', { label: 'Zqxplantedlabel' }),
          versionOf('ApexClass:Stays', { description: 'Zqxplantedword' }),
        ],
      });
      await publishRun(store, runOf('one', 'second'), {
        deleted: [await idOf(store, 'one', 'ApexClass:Wyvernfirename')],
        changed: [
          {
            componentId: await idOf(store, 'one', 'ApexClass:Stays'),
            change: 'updated',
            version: versionOf('ApexClass:Stays', { description: 'Other words' }),
          },
        ],
      });
      const planted = ['Wyvernfirename', 'Zqxplantedlabel', 'Zqxplantedword'];
      await store.close();
      expect(found(folder.path, planted)).to.have.lengthOf(3);

      const again = await openSqliteStore(path(), { fullText });
      await again.prune('one', { before: moment(1_000) }, () => false);
      await again.compact();
      await again.close();

      expect(found(folder.path, planted)).to.deep.equal([]);
      const reader = await openSqliteStore(path(), { readonly: true });
      expect((await reader.components('one', { text: 'other' })).map(({ fullName }) => fullName)).to.deep.equal([
        'Stays',
      ]);
      await reader.close();
    });

  it('is gone from the model, and said to be in the file perhaps, while another program reads it', async function () {
    this.timeout(60_000);
    await build();
    const store = await openSqliteStore(path());
    await store.setCorporatePolicy('manual-sync-only', false);
    const reader = new DatabaseSync(path(), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM org').get();
    await store.eraseOrg('gone');

    const started = Date.now();
    const { problem } = await store.compact();

    expect(problem).to.equal('in use');
    expect(Date.now() - started).to.be.lessThan(15_000);
    expect(await store.org('gone')).to.equal(undefined);
    reader.exec('COMMIT');
    reader.close();
    expect(await store.compact()).to.not.have.property('problem');
    expect(found(folder.path, PLANTED)).to.deep.equal([]);
    await store.close();
  });

  it('is in no page that is read, and in none that was freed, even where the file could not be made anew', async () => {
    await build();
    const store = await openSqliteStore(path());
    await store.eraseOrg('gone');
    await store.close();
    expect(found(folder.path, PLANTED)).to.deep.equal([]);
  });

  it('leaves no byte after any history, and other orgs as they were', async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (sequence, reopens) => {
        const own = await temporaryFolder();
        try {
          const file = join(own.path, 'e.db');
          let store = await openSqliteStore(file);
          for (const [index, step] of sequence.entries()) {
            await play(store, step, index);
            if (!reopens) continue;
            await store.close();
            store = await openSqliteStore(file);
          }
          const { models } = (await answersOf(store)) as { models: unknown[] };
          await store.eraseOrg('one');
          await store.compact();
          const after = (await answersOf(store)) as { models: unknown[] };
          await store.close();
          expect(after.models[1]).to.deep.equal(models[1]);
          const database = new DatabaseSync(file, { readOnly: true });
          const left = database
            .prepare("SELECT count(*) AS rows FROM content WHERE org NOT IN (SELECT id FROM org WHERE key = 'two')")
            .get();
          database.close();
          expect(left).to.include({ rows: 0 });
          const isEmpty = (after as { orgs?: unknown[] }).orgs?.length === 0;
          if (isEmpty) expect(found(own.path, [...TEXTS, 'mentioned in'])).to.deep.equal([]);
          expect(found(own.path, ['admin@one.example', 'https://one.my.salesforce.com'])).to.deep.equal([]);
        } finally {
          await own.remove();
        }
      }),
      { numRuns: 30 }
    );
  });
});
