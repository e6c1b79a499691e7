import { expect } from 'chai';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Connection } from '../../src/store/sqlite/connection/connection.ts';
import { applyMigrations, migrations } from '../../src/store/sqlite/schema/migrate.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { sha256 } from './builders.ts';
import { structureOf } from './structureOf.ts';
import { temporaryFolder } from './temporaryStore.ts';
import { answersAboutStory, damageOf, rowsOf } from './versionOne/answers.ts';
import { makeVersionOneFile } from './versionOne/file.ts';
import { goOn, playStory } from './versionOne/story.ts';

/** Made by version 1, and brought up to date by the program of a later version, which then was the newest. */
const makeFileOfVersion = (path: string, version: number): void => {
  makeVersionOneFile(path);
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec('BEGIN');
  applyMigrations(new Connection(database), 1, version);
  database.exec(`PRAGMA user_version = ${version}`);
  database.exec('COMMIT');
  database.close();
};

const schemaOf = (path: string): unknown => {
  const database = new DatabaseSync(path, { readOnly: true });
  const structure = structureOf(database);
  const views = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name").all();
  const version = database.prepare('PRAGMA user_version').get();
  database.close();
  return { structure, views, version };
};

const open = async <Result>(file: string, work: (store: Store) => Promise<Result>): Promise<Result> => {
  const store = await openSqliteStore(file);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

describe('a migration that was released', () => {
  // That of version 1 is looked at where its file is.
  const RELEASED = {
    2: 'a4c6777bf90ef273072c58725b53b7c107c8f0285782d2774975c8893c9e28f2',
    3: 'f70f02538fdc5c9959a96eafc15d721c9470db7432a270b348ae4142e1d297de',
    4: '1faca15827093056913376c18036aeb2dc2de4410733e548cbbfc170bb588cf7',
  } as const;

  for (const [version, hash] of Object.entries(RELEASED)) {
    it(`is what it was: a store has its tables as it made them: ${version}`, () => {
      expect(sha256((migrations[Number(version) - 1] ?? []).join(';\n'))).to.equal(hash);
    });
  }
});

for (const version of migrations.slice(0, -1).map((_, index) => index + 1)) {
  describe(`a store file of schema ${version}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let path: string;
    const at = (name: string): string => join(folder.path, name);
    beforeEach(async () => {
      folder = await temporaryFolder();
      path = at('older.db');
      makeFileOfVersion(path, version);
    });
    afterEach(() => folder.remove());

    /** What today's code makes of the same story. */
    const makeToday = async (more?: typeof goOn): Promise<string> => {
      const store = await openSqliteStore(at('today.db'));
      await playStory(store);
      await more?.(store);
      await store.close();
      return at('today.db');
    };

    it('answers as one that today’s code made of the same runs', async () => {
      const today = await makeToday();

      expect(await open(path, answersAboutStory)).to.deep.equal(await open(today, answersAboutStory));
      expect(rowsOf(path)).to.deep.equal(rowsOf(today));
      expect(schemaOf(path)).to.deep.equal(schemaOf(today));
      expect(damageOf(path)).to.deep.equal(['ok']);
    });

    it('goes on as one that today’s code made', async () => {
      const today = await makeToday(goOn);

      await open(path, goOn);

      expect(await open(path, answersAboutStory)).to.deep.equal(await open(today, answersAboutStory));
      expect(rowsOf(path)).to.deep.equal(rowsOf(today));
    });
  });
}
