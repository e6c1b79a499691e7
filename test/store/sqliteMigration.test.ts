import { expect } from 'chai';
import fc from 'fast-check';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Mention } from '../../src/model/extraction.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import { unpackMentions } from '../../src/model/references/packMentions.ts';
import { readStoredPolicies } from '../../src/store/openStore.ts';
import { migration0001 } from '../../src/store/sqlite/schema/migrations/0001.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { EXTRACTOR, named, sha256 } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { runProgram } from './programs/runProgram.ts';
import { temporaryFolder } from './temporaryStore.ts';
import { damageOf } from './versionOne/answers.ts';
import { makeVersionOneFile, VERSION_ONE } from './versionOne/file.ts';

const execute = (path: string, ...statements: readonly string[]): void => {
  const database = new DatabaseSync(path);
  for (const statement of statements) database.exec(statement);
  database.close();
};

const kind = fc.constantFrom('reads' as const, 'calls' as const, 'writes' as const);
/** Any text that SQLite and JSON can both hold, few of them, so that they meet. */
const text = fc.oneof(
  fc.constantFrom('a', 'A', 'b', 'é', '"', '\\', "'", '\n', '😀'),
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.string({ unit: 'binary-ascii', minLength: 1 }).map((any) => any.replaceAll('\0', ' '))
);
const mentions: fc.Arbitrary<Mention[]> = fc.array(
  fc.record({ from: fc.nat(2), kind, type: fc.constantFrom('ApexClass', 'CustomField'), fullName: text, place: text }),
  { maxLength: 30 }
);

/** As the version that knew only schema 1 put them: texts by their number in two tables of texts. */
const insertMentions = (path: string, documents: ReadonlyArray<readonly Mention[]>): void => {
  const database = new DatabaseSync(path);
  const run = (sql: string, ...values: ReadonlyArray<string | number>): number =>
    Number(database.prepare(sql).run(...values).lastInsertRowid);
  const find = (sql: string, ...values: readonly string[]): number | undefined =>
    database.prepare(sql).get(...values)?.id as number | undefined;
  const word = (one: string): number =>
    find('SELECT id FROM word WHERE text = ?', one) ?? run('INSERT INTO word (text) VALUES (?)', one);
  const name = ({ type, fullName }: Mention): number =>
    find('SELECT id FROM mentioned_name WHERE type = ? AND full_name = ?', type, fullName) ??
    run('INSERT INTO mentioned_name (type, name, full_name) VALUES (?, ?, ?)', type, fullName.toLowerCase(), fullName);
  documents.forEach((all, index) => {
    const id = run(
      "INSERT INTO document (hash, extractor_version, components) VALUES (?, ?, '[]')",
      sha256(`random ${index}`),
      EXTRACTOR
    );
    // What stands at no path of an org belongs to none, and goes.
    run('INSERT INTO current_document (org, path, valid_from, document_id) VALUES (1, ?, 1, ?)', `random ${index}`, id);
    all.forEach((one, position) =>
      run(
        'INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?)',
        id,
        position,
        one.from,
        word(one.kind),
        name(one),
        word(one.place)
      )
    );
  });
  database.close();
};

describe('a store file of schema 1', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;
  const at = (name: string): string => join(folder.path, name);
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = at('one.db');
    makeVersionOneFile(path);
  });
  afterEach(() => folder.remove());

  const open = async <Result>(file: string, work: (store: Store) => Promise<Result>): Promise<Result> => {
    const store = await openSqliteStore(file);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };

  it('is what was released: whoever has one has it as these statements made it', () => {
    expect(sha256(migration0001.join(';\n'))).to.equal(
      '8573b61973280e3aae8a54f0a25949fb6bbec862a1f0f4e3895631bc0e736dff'
    );
  });

  it('is looked at as closely as a new one once it is up to date', async () => {
    await open(path, (store) => store.orgs());
    execute(path, "ALTER TABLE audit ADD COLUMN extra TEXT DEFAULT 'x'");

    expect((await rejection(openSqliteStore(path))).message).to.include('a changed table audit');
  });

  it('is opened without any org in it, too', async () => {
    execute(at('bare.db'), ...migration0001, ...VERSION_ONE);

    expect(await open(at('bare.db'), (store) => store.orgs({ all: true }))).to.deep.equal([]);
  });

  it('keeps any mentions, whatever is in their names', async function () {
    this.timeout(60_000);
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(mentions, { maxLength: 5 }), async (documents) => {
        const file = at(`${(round += 1)}.db`);
        makeVersionOneFile(file);
        insertMentions(file, documents);

        const stored = await open(file, (store) =>
          store.storedDocuments(
            'one',
            documents.map((_, index) => sha256(`random ${index}`)),
            EXTRACTOR
          )
        );

        expect(stored.map((document) => unpackMentions(document.mentions))).to.deep.equal(documents);
      }),
      { numRuns: 40 }
    );
  });

  it('finds components by help texts and formulas that its documents have always had', async () => {
    const components = JSON.stringify([
      {
        type: 'ApexClass',
        fullName: 'A',
        ownHash: 'h',
        attributes: { helpText: 'Planted help', rules: [{ formula: 'Amount__c > 7' }] },
      },
    ]);
    execute(path, `UPDATE document SET components = '${components}'`);

    await open(path, async (store) => {
      for (const text of ['PLANTED', 'amount', 'Amount__c', 'lanted hel']) {
        const found = await store.components('one', { text });
        expect(found.map(({ fullName }) => fullName)).to.include('A');
      }
      expect((await store.component('one', componentKey(named('ApexClass:A'))))?.attributes).to.include({
        helpText: 'Planted help',
      });
    });
    expect(damageOf(path)).to.deep.equal(['ok']);
  });

  const nested = `[{"attributes":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}]`;
  for (const text of [
    'no JSON',
    '7',
    nested,
    '[7, null, {"attributes": "none"}]',
    `[${'{"attributes":'.repeat(9_000)}`,
  ]) {
    it(`is opened whatever stands in its documents: ${text.slice(0, 40)}`, async () => {
      execute(path, `UPDATE document SET components = '${text}'`);

      await open(path, async (store) => {
        expect(await store.components('one', {})).not.to.be.empty;
        expect((await store.component('one', componentKey(named('ApexClass:A'))))?.attributes).to.deep.equal({});
      });
    });
  }

  it('is brought up to date beside views, tables and indexes of others, which stay as they are', async () => {
    const others = [
      'CREATE VIEW my_report AS SELECT count(*) AS documents FROM document',
      'CREATE VIEW my_broken_report AS SELECT * FROM nowhere',
      'CREATE TABLE org_document (a INTEGER)',
      'CREATE TABLE new_content (a INTEGER PRIMARY KEY, b INTEGER REFERENCES new_content (a))',
      'INSERT INTO new_content VALUES (1, 99)',
      'CREATE INDEX org_document_shared ON org_document (a)',
    ];
    execute(path, 'PRAGMA foreign_keys = OFF', ...others);

    await open(path, async (store) => {
      expect(await store.components('one', {})).not.to.be.empty;
    });

    const database = new DatabaseSync(path, { readOnly: true });
    expect(Number(database.prepare('SELECT documents FROM my_report').get()?.['documents'])).to.be.above(0);
    expect(database.prepare('SELECT count(*) AS rows FROM new_content').get()).to.include({ rows: 1 });
    database.close();
  });

  describe('with names whose letters are not composed', () => {
    const DECOMPOSED = 'Zu\u0308rich';
    const profile = { type: 'Profile', fullName: DECOMPOSED };

    /** As the version that looked names up as they were: the last column says whether there is a component of it. */
    const insertNames = (names: ReadonlyArray<readonly [id: number, fullName: string, isThere: boolean]>): void => {
      const database = new DatabaseSync(path);
      for (const [id, fullName, isThere] of names) {
        database
          .prepare(
            'INSERT INTO component (id, org, type, name, full_name, parent, search_text) VALUES (?, 1, ?, ?, ?, ?, ?)'
          )
          .run(
            id,
            'Profile',
            fullName.toLowerCase(),
            fullName,
            `Profile:${DECOMPOSED.toLowerCase()}`,
            isThere ? 'x' : null
          );
        if (!isThere) continue;
        database
          .prepare(
            `INSERT INTO component_version (component_id, valid_from, change, full_name, path, packaged, own_hash)
              VALUES (?, 1, 'added', ?, ?, 0, 'h')`
          )
          .run(id, fullName, `profiles/${fullName}.profile`);
        database
          .prepare('INSERT OR IGNORE INTO current_document VALUES (1, ?, 1, NULL, 1)')
          .run(`profiles/${fullName}.profile`);
      }
      database.close();
    };

    it('finds them by either composition from then on, and their documents by the composed path', async () => {
      insertNames([[70, DECOMPOSED, true]]);

      await open(path, async (store) => {
        for (const fullName of ['Zürich', 'ZÜRICH', DECOMPOSED]) {
          const found = await store.component('one', componentKey({ type: 'Profile', fullName }));
          expect(found).to.include({ componentId: 70, fullName: DECOMPOSED, path: 'profiles/Zürich.profile' });
        }
        expect((await store.documents('one')).map(({ path: at }) => at)).to.include('profiles/Zürich.profile');
        expect(await store.components('one', { parent: profile })).to.have.lengthOf(1);
      });
    });

    it('gives the name to the component that is there, not to one that was', async () => {
      insertNames([
        [70, 'Zürich', false],
        [71, DECOMPOSED, true],
      ]);

      const found = await open(path, (store) => store.component('one', componentKey(profile)));

      expect(found).to.include({ componentId: 71 });
    });

    it('keeps both where there are two', async () => {
      insertNames([
        [70, 'Zürich', true],
        [71, DECOMPOSED, true],
      ]);

      const known = await open(path, (store) => store.known('one'));

      expect(known.filter(({ type }) => type === 'Profile').map(({ componentId }) => componentId)).to.have.members([
        70, 71,
      ]);
      expect(damageOf(path)).to.deep.equal(['ok']);
    });
  });

  it('is left as it was when it can’t be brought up to date, and can be once the obstacle is gone', async () => {
    // Stands in the way of the very last step.
    execute(path, 'CREATE TABLE used_token (of_somebody_else TEXT)');
    const before = await readFile(path);

    const error = await rejection(openSqliteStore(path));

    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include(path).and.to.include('schema 1').and.to.include('left as it was');
    expect(await readdir(folder.path)).to.deep.equal(['one.db']);
    expect((await readFile(path)).equals(before)).to.equal(true);
    execute(path, 'DROP TABLE used_token');
    expect(await open(path, (store) => store.known('one'))).to.have.lengthOf(2);
  });

  it('is brought up to date once by programs that come at the same time', async function () {
    this.timeout(60_000);
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => runProgram('beginRun.ts', path, id)));

    expect(answers.map((answer) => answer.split(' ')[0]).sort()).to.deep.equal(['begun', 'running', 'running']);
    expect(await open(path, (store) => store.known('one'))).to.have.lengthOf(2);
    expect(damageOf(path)).to.deep.equal(['ok']);
  });

  it('says what to do to who may or wants only to read it, and is left as it was', async () => {
    const before = await readFile(path);
    await chmod(path, 0o444);

    const error = await rejection(openSqliteStore(path, { readonly: true }));

    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include(path).and.to.include('older version').and.to.include('sf elements org list');
    expect((await readFile(path)).equals(before)).to.equal(true);
  });

  it('tells its policies without being brought up to date', async () => {
    const before = await readFile(path);

    const policies = await readStoredPolicies({ kind: 'sqlite', path, name: `sqlite:${path}` });

    expect(policies?.corporate).to.deep.equal({ 'manual-sync-only': true, 'no-content': false });
    expect(policies?.orgs.map((org) => org.policies)).to.deep.equal([{ 'manual-sync-only': true }, {}]);
    expect((await readFile(path)).equals(before)).to.equal(true);
  });
});
