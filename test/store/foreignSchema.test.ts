import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sinon from 'sinon';
import { readStoredPolicies } from '../../src/store/openStore.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { orgOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';
import { makeVersionOneFile } from './versionOne/file.ts';

/** Else other connections would not look at the schema again. */
const NOTICED = ['CREATE TABLE noticed (x)', 'DROP TABLE noticed'];

/** Newer versions of SQLite find by themselves that a schema contradicts itself; older ones take what it is made as. */
const DAMAGED = 'the file is damaged';

type Foreign = { readonly named: string; readonly orSays?: string; readonly statements: readonly string[] };

/** What an editor of a shared file may put into it; each says by what it is named. */
const FOREIGN: { readonly [what: string]: Foreign } = {
  'a trigger that puts a policy back after an update': {
    named: 'quiet_update on org',
    statements: [
      `CREATE TRIGGER quiet_update AFTER UPDATE ON org BEGIN UPDATE org SET policies = '{}' WHERE id = new.id; END`,
    ],
  },
  'a trigger that ignores an update': {
    named: 'no_update on org',
    statements: ['CREATE TRIGGER no_update BEFORE UPDATE ON org BEGIN SELECT RAISE(IGNORE); END'],
  },
  'a trigger that ignores an insert': {
    named: 'no_insert on org',
    statements: ['CREATE TRIGGER no_insert BEFORE INSERT ON org BEGIN SELECT RAISE(IGNORE); END'],
  },
  'a trigger that undoes the whole transaction': {
    named: 'undo on org',
    statements: [`CREATE TRIGGER undo AFTER UPDATE ON org BEGIN SELECT RAISE(ROLLBACK, 'no'); END`],
  },
  'a trigger that ignores audit records': {
    named: 'no_audit on audit',
    statements: ['CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END'],
  },
  'a trigger that takes audit records out again': {
    named: 'lost_audit on audit',
    statements: ['CREATE TRIGGER lost_audit AFTER INSERT ON audit BEGIN DELETE FROM audit WHERE id = new.id; END'],
  },
  'a trigger on a corporate policy': {
    named: 'no_policy on corporate_policy',
    statements: ['CREATE TRIGGER no_policy BEFORE INSERT ON corporate_policy BEGIN SELECT RAISE(IGNORE); END'],
  },
  'a trigger on a table of its own': {
    named: 'own_trigger on own',
    statements: [
      'CREATE TABLE own (x)',
      `CREATE TRIGGER own_trigger AFTER INSERT ON own BEGIN UPDATE org SET policies = '{}'; END`,
    ],
  },
  'a view in the place of a table': {
    named: 'the view corporate_policy',
    statements: [
      'ALTER TABLE corporate_policy RENAME TO real_policy',
      'CREATE VIEW corporate_policy AS SELECT name, 0 AS value FROM real_policy',
    ],
  },
  'a view with a name of other case': {
    named: 'the view ORG',
    statements: ['ALTER TABLE org RENAME TO real_org', 'CREATE VIEW ORG AS SELECT * FROM real_org'],
  },
  'a virtual table in the place of a table': {
    named: 'a changed table used_token',
    statements: ['DROP TABLE used_token', 'CREATE VIRTUAL TABLE used_token USING fts5(digest, at)'],
  },
  'a search index that is made in another way': {
    named: 'a changed table search_index',
    statements: ['CREATE VIRTUAL TABLE search_index USING fts5(names, words)'],
  },
  'a table in the place of the search index': {
    named: 'a changed table search_index',
    statements: ['CREATE TABLE search_index (names, words)'],
  },
  'a view in the place of the search index': {
    named: 'the view search_index',
    statements: ['CREATE VIEW search_index AS SELECT names, words FROM search_entry'],
  },
  'a generated column that hides a value': {
    named: 'a changed table corporate_policy',
    statements: [
      'DROP TABLE corporate_policy',
      'CREATE TABLE corporate_policy (name TEXT PRIMARY KEY, said INTEGER, value INTEGER AS (0))',
    ],
  },
  'a table that ignores what conflicts': {
    named: 'a changed table used_token',
    statements: [
      'DROP TABLE used_token',
      'CREATE TABLE used_token (digest TEXT PRIMARY KEY ON CONFLICT IGNORE, at TEXT NOT NULL) STRICT, WITHOUT ROWID',
    ],
  },
  'a table with a column more': {
    named: 'a changed table audit',
    statements: [`ALTER TABLE audit ADD COLUMN extra TEXT DEFAULT 'x'`],
  },
  'no table of a name': { named: 'no table audit', statements: ['DROP TABLE audit'] },
  'a unique index by which rows are skipped': {
    named: 'the unique index one_grant on access_grant',
    statements: ['CREATE UNIQUE INDEX one_grant ON access_grant (target_id)'],
  },
  'a unique index under the name of ours': {
    named: 'the unique index run_org on run',
    statements: ['DROP INDEX run_org', 'CREATE UNIQUE INDEX run_org ON run (org)'],
  },
  'a table whose foreign key keeps ours from being changed': {
    named: 'the table evil, whose foreign key names org',
    statements: ['CREATE TABLE evil (p TEXT REFERENCES org (policies))'],
  },
  'a table that goes with ours': {
    named: 'the table Notes, whose foreign key names AUDIT',
    statements: ['CREATE TABLE Notes (a INTEGER REFERENCES AUDIT (id) ON DELETE CASCADE)'],
  },
  'an index that fails for each new row': {
    named: 'the index no_refusals on audit',
    statements: [`CREATE INDEX no_refusals ON audit (json_extract(action || '{', '$.a')) WHERE action <> ''`],
  },
  'an index that fails for some rows': {
    named: 'the index few on org',
    statements: [`CREATE INDEX few ON org (name) WHERE abs(CASE policies WHEN '{}' THEN 1 ELSE 2 END) > 1`],
  },
  'an index of ours with a condition': {
    named: 'the index audit_org on audit',
    statements: ['DROP INDEX audit_org', `CREATE INDEX audit_org ON audit (org_key) WHERE org_key > 'a'`],
  },
  ...Object.fromEntries(
    ['Trigger', 'TRIGGER', 'index', 'table', 'view', 'note', ''].map((type) => [
      `a trigger that the schema calls '${type}'`,
      {
        named: 'quiet on org',
        orSays: DAMAGED,
        statements: [
          `CREATE TRIGGER quiet AFTER UPDATE ON org BEGIN UPDATE org SET policies = '{}' WHERE id = new.id; END`,
          'PRAGMA writable_schema = ON',
          `UPDATE sqlite_schema SET type = '${type}' WHERE name = 'quiet'`,
          ...NOTICED,
        ],
      },
    ])
  ),
  'a trigger that does not begin as one': {
    named: 'quiet, which is not made as one',
    orSays: DAMAGED,
    statements: [
      `CREATE TRIGGER quiet AFTER UPDATE ON org BEGIN UPDATE org SET policies = '{}' WHERE id = new.id; END`,
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_schema SET type = 'table', sql = replace(sql, 'CREATE TRIGGER', 'create/**/trigger') WHERE name = 'quiet'`,
      ...NOTICED,
    ],
  },
  'a unique index that the schema says is on another table': {
    named: 'the unique index skip on access_grant',
    orSays: DAMAGED,
    statements: [
      'CREATE TABLE own (x)',
      'CREATE UNIQUE INDEX skip ON access_grant (target_id)',
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_schema SET type = 'INDEX', tbl_name = 'own' WHERE name = 'skip'`,
      ...NOTICED,
    ],
  },
};

describe('a store file into which somebody put', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'e.db');
    const store = await openSqliteStore(path);
    await store.saveOrg(orgOf('one'));
    await store.setCorporatePolicy('manual-sync-only', true);
    await store.close();
  });
  afterEach(() => folder.remove());

  const put = (statements: readonly string[]): void => {
    const database = new DatabaseSync(path);
    // Newer versions of Node keep the schema from being written as a table; another program does not.
    (database as { enableDefensive?(on: boolean): void }).enableDefensive?.(false);
    for (const statement of statements) database.exec(statement);
    database.close();
  };

  for (const [what, { named, orSays, statements }] of Object.entries(FOREIGN)) {
    it(`${what} is refused, for writing and for reading, and left as it was`, async () => {
      put(statements);
      const before = await readFile(path);

      for (const attempt of [
        () => openSqliteStore(path),
        () => openSqliteStore(path, { readonly: true }),
        () => readStoredPolicies({ kind: 'sqlite', path, name: `sqlite:${path}` }),
      ]) {
        const error = await rejection(attempt());
        expect(error.name).to.equal('BackendUnavailableError');
        expect(error.message).to.include(path);
        if (orSays === undefined || !error.message.includes(orSays)) {
          expect(error.message).to.include(named).and.to.include('new store');
        }
      }
      expect((await readFile(path)).equals(before)).to.equal(true);
    });

    it(`${what}, while it is open, is refused by what comes next`, async () => {
      const writer = await openSqliteStore(path);
      const reader = await openSqliteStore(path, { readonly: true });
      await reader.orgs();

      put(statements);

      const audit = { at: '2026-01-01T00:00:00.000Z', actor: 'ada', from: 'here', action: 'a', detail: {} };
      for (const attempt of [
        () => writer.saveOrg(orgOf('one', { policies: { 'manual-sync-only': true } })),
        () => writer.audit(audit),
        () => writer.org('one'),
        () => reader.org('one'),
        () => reader.corporatePolicies(),
      ]) {
        const { message } = await rejection(attempt());
        if (orSays === undefined || !message.includes(orSays)) expect(message).to.include(named);
      }
      await Promise.all([writer, reader].map((store) => store.close().catch(() => undefined)));
    });
  }

  it('tables, views and indexes of their own is left alone', async () => {
    put([
      'CREATE TABLE report (org INTEGER, note TEXT UNIQUE)',
      'CREATE TABLE line (report TEXT REFERENCES report (note))',
      'CREATE VIEW org_names AS SELECT username, name FROM org',
      'CREATE INDEX my_index ON component (full_name)',
      'CREATE INDEX names ON org (name COLLATE NOCASE DESC, username)',
      'CREATE INDEX long_notes ON report (length(note)) WHERE note IS NOT NULL',
      'CREATE VIRTUAL TABLE search USING fts5(words)',
    ]);

    const store = await openSqliteStore(path);
    await store.saveOrg(orgOf('one', { policies: { 'manual-sync-only': true } }));
    expect((await store.org('one'))?.policies).to.deep.equal({ 'manual-sync-only': true });
    await store.close();
  });

  it('many things names a few of them', async () => {
    put(
      Array.from({ length: 9 }, (_, n) => `CREATE TRIGGER t${n} AFTER INSERT ON audit BEGIN SELECT RAISE(IGNORE); END`)
    );

    expect((await rejection(openSqliteStore(path))).message)
      .to.include('the trigger t4 on audit')
      .and.to.include('and 4 more')
      .and.not.to.include('t5');
  });

  it('a version of nought does not pass for a new store, whose policies would count as not set', async () => {
    put(['PRAGMA user_version = 0']);

    for (const attempt of [
      () => openSqliteStore(path),
      () => readStoredPolicies({ kind: 'sqlite', path, name: `sqlite:${path}` }),
    ]) {
      expect((await rejection(attempt())).message).to.include('which version');
    }
  });

  it('nothing is opened without making the expected schema again', async () => {
    const sqlite = process.getBuiltinModule('node:sqlite');
    const made: unknown[] = [];
    const replaced = sinon.stub(sqlite, 'DatabaseSync').value(
      class extends DatabaseSync {
        constructor(...input: ConstructorParameters<typeof DatabaseSync>) {
          super(...input);
          made.push(input[0]);
        }
      }
    );
    try {
      for (const name of ['e.db', 'another.db']) {
        await (await openSqliteStore(join(folder.path, name))).close();
        await (await openSqliteStore(join(folder.path, name), { readonly: true })).close();
      }
    } finally {
      replaced.restore();
    }
    expect(made).to.have.length.greaterThan(3);
    expect(made.filter((path) => path === ':memory:')).to.deep.equal([]);
  });

  it('a trigger is refused before an older file is brought up to date', async () => {
    const old = join(folder.path, 'old.db');
    makeVersionOneFile(old);
    const database = new DatabaseSync(old);
    database.exec('CREATE TRIGGER early BEFORE UPDATE ON org BEGIN SELECT RAISE(IGNORE); END');
    database.close();
    const before = await readFile(old);

    expect((await rejection(openSqliteStore(old))).message).to.include('early on org');
    expect((await readFile(old)).equals(before)).to.equal(true);
  });
});

describe('an audit record with the largest id', () => {
  for (const id of ['9007199254740991', '9007199254740993', '9223372036854775807']) {
    it(`keeps no other from being written and read (${id})`, async () => {
      const folder = await temporaryFolder();
      try {
        const path = join(folder.path, 'e.db');
        const store = await openSqliteStore(path);
        const database = new DatabaseSync(path);
        database.exec(
          `INSERT INTO audit (id, at, actor, origin, action, detail) VALUES (${id}, 'then', 'eve', 'there', 'planted', '{}')`
        );
        database.close();
        for (const action of ['one', 'two']) {
          await store.audit({ at: '2026-01-01T00:00:00.000Z', actor: 'ada', from: 'here', action, detail: {} });
        }
        expect((await store.audits()).map(({ action }) => action)).to.have.members(['planted', 'one', 'two']);
        await store.close();
      } finally {
        await folder.remove();
      }
    });
  }
});
