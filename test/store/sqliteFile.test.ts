import { expect } from 'chai';
import { createHash } from 'node:crypto';
import {
  chmod,
  chown,
  copyFile,
  lchown,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrations } from '../../src/store/sqlite/schema/migrate.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { documentOf, orgOf, publishRun, runOf, versionOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { runProgram } from './programs/runProgram.ts';
import { temporaryFolder } from './temporaryStore.ts';

const digest = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

/** Runs as an ordinary user also where the tests run as root, whom no file permission stops. */
const asOrdinaryUser = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
};

const foreign = (path: string, statements: readonly string[]): void => {
  const database = new DatabaseSync(path);
  for (const statement of statements) database.exec(statement);
  database.close();
};

describe('the file of the SQLite store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (...names: readonly string[]): string => join(folder.path, ...names);
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const makeStore = async (path: string): Promise<void> => {
    const store = await openSqliteStore(path);
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
    await store.close();
  };

  it('is made with its folders, for its owner only', async () => {
    const store = await openSqliteStore(at('new', 'deep', 'e.db'));
    await store.saveOrg(orgOf('one'));

    expect(await mode(at('new', 'deep', 'e.db'))).to.equal('600');
    expect(await mode(at('new', 'deep', 'e.db-wal'))).to.equal('600');
    expect(await mode(at('new', 'deep'))).to.equal('700');
    expect(await mode(at('new'))).to.equal('700');
    await store.close();
  });

  it('is for its owner only whatever the umask, as are its folders and what SQLite keeps beside it', async function () {
    if (process.platform === 'win32') this.skip();
    await chmod(folder.path, 0o777);
    for (const umask of [0, 0o022, 0o777]) {
      const names = ['new', 'new/deep', 'new/deep/e.db', 'new/deep/e.db-wal', 'new/deep/e.db-shm'];
      const before = process.umask(umask);
      try {
        await asOrdinaryUser(async () => {
          const store = await openSqliteStore(at(String(umask), ...names[2]!.split('/')));
          await store.saveOrg(orgOf('one'));
          const modes = await Promise.all(names.map((name) => mode(at(String(umask), ...name.split('/')))));
          await store.close();
          expect(modes, umask.toString(8)).to.deep.equal(['700', '700', '600', '600', '600']);
        });
      } finally {
        process.umask(before);
      }
    }
  });

  it('is for its owner only also where a link leads to it before it is there', async function () {
    if (process.platform === 'win32') this.skip();
    await mkdir(at('disk'));
    await symlink('disk/real.db', at('second.db'));
    await symlink('second.db', at('link.db'));
    await symlink('nowhere/real.db', at('missing.db'));

    const store = await openSqliteStore(at('link.db'));
    await store.saveOrg(orgOf('one'));
    const modes = await Promise.all(['', '-wal', '-shm'].map((suffix) => mode(at('disk', `real.db${suffix}`))));
    await store.close();
    const error = await rejection(openSqliteStore(at('missing.db')));

    expect(modes).to.deep.equal(['600', '600', '600']);
    expect((await readdir(folder.path)).sort()).to.deep.equal(['disk', 'link.db', 'missing.db', 'second.db']);
    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include('a link leads to a folder that does not exist');
  });

  it('is not made where another user’s link leads', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await mkdir(at('victim'));
    await symlink(at('victim', 'planted.db'), at('link.db'));
    await symlink(at('victim'), at('link'));
    for (const name of ['link.db', 'link']) await lchown(at(name), 4321, 4321);

    for (const path of [at('link.db'), at('link', 'e.db'), at('link', 'deep', 'e.db')]) {
      const error = await rejection(openSqliteStore(path));
      expect(error.name).to.equal('BackendUnavailableError');
      expect(error.message).to.include('a link of another user');
    }
    expect(await readdir(at('victim'))).to.deep.equal([]);
  });

  it('is not used with what another user put beside it, who may not write it', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await makeStore(at('e.db'));
    await chmod(folder.path, 0o1777);
    const before = await digest(at('e.db'));

    for (const suffix of ['-wal', '-shm', '-journal']) {
      for (const name of ['e.db', 'new.db']) {
        await writeFile(at(`${name}${suffix}`), 'planted');
        await chown(at(`${name}${suffix}`), 4321, 4321);
        for (const readonly of [false, true]) {
          if (readonly && name === 'new.db') continue;
          const error = await rejection(openSqliteStore(at(name), { readonly }));
          expect(error.name).to.equal('BackendUnavailableError');
          expect(error.message)
            .to.include(at(`${name}${suffix}`))
            .and.to.include('4321');
        }
        await unlink(at(`${name}${suffix}`));
      }
      await symlink(at('elsewhere'), at(`e.db${suffix}`));
      expect((await rejection(openSqliteStore(at('e.db')))).message).to.include('not an ordinary file');
      await unlink(at(`e.db${suffix}`));
    }

    expect(await digest(at('e.db'))).to.equal(before);
    expect(await readdir(folder.path)).to.deep.equal(['e.db']);
    const store = await openSqliteStore(at('e.db'));
    expect(await store.known('one')).to.have.lengthOf(1);
    await store.close();
  });

  it('is made of large pages, which hold contents better', async () => {
    await makeStore(at('e.db'));

    const database = new DatabaseSync(at('e.db'));
    expect(database.prepare('PRAGMA page_size').get()).to.have.property('page_size', 16_384);
    database.close();
  });

  it('is one file with everything in it once it is closed', async () => {
    await makeStore(at('e.db'));

    expect(await readdir(folder.path)).to.deep.equal(['e.db']);
    const store = await openSqliteStore(at('e.db'));
    expect(await store.known('one')).to.have.lengthOf(1);
    await store.close();
    await store.close();
  });

  it('may be an empty file, a link, or have a name of any letters', async () => {
    await writeFile(at('empty.db'), '');
    await symlink(at('empty.db'), at('link.db'));

    for (const name of ['link.db', 'Größe % #?.db']) {
      await makeStore(at(name));
      const store = await openSqliteStore(at(name), { readonly: true });
      expect(await store.known('one')).to.have.lengthOf(1);
      await store.close();
    }
    expect((await stat(at('empty.db'))).size).to.be.greaterThan(0);
  });

  it('is left untouched when it is not a SQLite database', async () => {
    for (const text of ['x', 'a text that is no database '.repeat(1000), 'SQLite format 3']) {
      await writeFile(at('text.db'), text);

      const error = await rejection(openSqliteStore(at('text.db')));

      expect(error.name).to.equal('BackendUnavailableError');
      expect(error.message).to.include(at('text.db')).and.to.include('not a SQLite database');
      expect(await readFile(at('text.db'), 'utf8')).to.equal(text);
    }
  });

  it('is left untouched when it is damaged', async () => {
    await makeStore(at('e.db'));
    const bytes = await readFile(at('e.db'));
    bytes.fill(0xff, 100, 4096);
    await writeFile(at('e.db'), bytes);

    const error = await rejection(openSqliteStore(at('e.db')));

    expect(error.name).to.equal('BackendUnavailableError');
    expect(await readFile(at('e.db'))).to.deep.equal(bytes);
  });

  for (const [what, statements] of Object.entries({
    'belongs to another program': ['PRAGMA application_id = 1234', 'CREATE TABLE t (x)', 'INSERT INTO t VALUES (1)'],
    'says of no program whose it is': ['CREATE TABLE t (x)', 'INSERT INTO t VALUES (1)'],
    'has a write-ahead log': ['PRAGMA journal_mode = WAL', 'CREATE TABLE t (x)'],
    'is empty, but claimed by another program': ['PRAGMA application_id = 1234'],
  })) {
    it(`is left untouched when it ${what}`, async () => {
      foreign(at('theirs.db'), statements);
      const before = await digest(at('theirs.db'));

      const error = await rejection(openSqliteStore(at('theirs.db')));

      expect(error.name).to.equal('BackendUnavailableError');
      expect(error.message).to.include('another program');
      expect(await digest(at('theirs.db'))).to.equal(before);
    });
  }

  it('is left untouched when another program has not finished with it', async () => {
    const database = new DatabaseSync(at('original.db'));
    for (const statement of ['PRAGMA journal_mode = WAL', 'CREATE TABLE t (x)', 'INSERT INTO t VALUES (1)']) {
      database.exec(statement);
    }
    await copyFile(at('original.db'), at('theirs.db'));
    await copyFile(at('original.db-wal'), at('theirs.db-wal'));
    database.close();
    const before = [await digest(at('theirs.db')), await digest(at('theirs.db-wal'))];

    const error = await rejection(openSqliteStore(at('theirs.db')));

    expect(error.message).to.include('another program');
    expect([await digest(at('theirs.db')), await digest(at('theirs.db-wal'))]).to.deep.equal(before);
  });

  it('is left untouched when a newer version wrote it', async () => {
    await makeStore(at('e.db'));
    foreign(at('e.db'), ['PRAGMA user_version = 999', 'CREATE TABLE of_the_future (x)']);
    const before = await digest(at('e.db'));

    for (const readonly of [false, true]) {
      const error = await rejection(openSqliteStore(at('e.db'), { readonly }));
      expect(error.name).to.equal('BackendVersionError');
      expect(error.message).to.include('999').and.to.include(at('e.db'));
    }
    expect(await digest(at('e.db'))).to.equal(before);
  });

  it('can be a SQLite database without anything in it', async () => {
    foreign(at('bare.db'), ['PRAGMA user_version = 0', 'VACUUM']);

    await makeStore(at('bare.db'));

    const database = new DatabaseSync(at('bare.db'));
    expect(database.prepare('PRAGMA user_version').get()).to.have.property('user_version', migrations.length);
    database.close();
  });

  it('can’t be a folder, a device, or below a file', async () => {
    await mkdir(at('folder'));
    await writeFile(at('file'), 'x');

    for (const [path, reason] of [
      [at('folder'), 'it is a folder'],
      ['/dev/null', 'not an ordinary file'],
      [at('file', 'e.db'), 'is a file, not a folder'],
      [at('file', 'deeper', 'e.db'), 'is a file, not a folder'],
      [at(`${'long'.repeat(200)}.db`), 'too long'],
    ] as const) {
      const error = await rejection(openSqliteStore(path));
      expect(error.name, path).to.equal('BackendUnavailableError');
      expect(error.message).to.include(path).and.to.include(reason);
    }
  });

  it('can’t be made where one may not write', async () => {
    await chmod(folder.path, 0o555);

    for (const path of [at('e.db'), at('sub', 'e.db')]) {
      const error = await asOrdinaryUser(() => rejection(openSqliteStore(path)));
      expect(error.name).to.equal('BackendUnavailableError');
      expect(error.message).to.include('no permission');
    }
    expect(await readdir(folder.path)).to.deep.equal([]);
  });

  it('can’t be used when one may not even read it', async () => {
    await makeStore(at('e.db'));
    await chmod(folder.path, 0o755);
    await chmod(at('e.db'), 0o000);

    const error = await asOrdinaryUser(() => rejection(openSqliteStore(at('e.db'))));

    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include('no permission');
  });

  for (const [what, folderMode] of [
    ['in a folder that one may write', 0o777],
    ['in a folder that one may not write', 0o555],
  ] as const) {
    it(`can be read by who may only read it, ${what}`, async () => {
      await makeStore(at('e.db'));
      await chmod(at('e.db'), 0o444);
      await chmod(folder.path, folderMode);
      const before = await digest(at('e.db'));

      await asOrdinaryUser(async () => {
        const store = await openSqliteStore(at('e.db'));
        expect(await store.known('one')).to.have.lengthOf(1);
        expect(await store.components('one', { text: 'a' })).to.have.lengthOf(1);
        const { document, contents } = documentOf('x');
        const refusals = await Promise.all([
          rejection(store.saveOrg(orgOf('one'))),
          rejection(store.beginRun(runOf('one', 'r2'), () => false)),
          rejection(store.putDocuments('one', [document], contents)),
          rejection(store.setCorporatePolicy('manual-sync-only', false)),
        ]);
        expect(refusals.map(({ name }) => name)).to.deep.equal([
          'RoleError',
          'RoleError',
          'RoleError',
          'BackendUnavailableError',
        ]);
        expect(refusals[0].message).to.include('Org one').and.to.include('only read');
        await store.close();
      });
      expect(await digest(at('e.db'))).to.equal(before);
    });
  }

  it('can be read while another program writes it', async () => {
    const writer = await openSqliteStore(at('e.db'));
    await writer.saveOrg(orgOf('one'));
    const reader = await openSqliteStore(at('e.db'), { readonly: true });

    await publishRun(writer, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });

    expect(await reader.known('one')).to.have.lengthOf(1);
    expect((await rejection(reader.eraseOrg('one'))).name).to.equal('RoleError');
    await reader.close();
    await writer.close();
  });

  it('is not made by who only wants to read', async () => {
    const error = await rejection(openSqliteStore(at('sub', 'e.db'), { readonly: true }));

    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include('no such file');
    expect(await readdir(folder.path)).to.deep.equal([]);
  });

  it('is made once by programs that come at the same time, and one of them gets the run', async () => {
    const programs = ['a', 'b', 'c', 'd'];

    const answers = await Promise.all(programs.map((id) => runProgram('beginRun.ts', at('sub', 'e.db'), id)));

    const begun = answers.filter((answer) => answer.startsWith('begun'));
    expect(answers.map((answer) => answer.split(' ')[0]).sort()).to.deep.equal([
      'begun',
      'running',
      'running',
      'running',
    ]);
    const store = await openSqliteStore(at('sub', 'e.db'));
    expect((await store.runs('one')).map(({ runId }) => `begun ${runId}`)).to.deep.equal(begun);
    await store.close();
  });

  it('keeps the loading of Node’s SQLite from warning about it, and other warnings as they are', async () => {
    const before = Object.getOwnPropertyDescriptor(process, 'emitWarning');

    await makeStore(at('e.db'));

    expect(Object.getOwnPropertyDescriptor(process, 'emitWarning')).to.deep.equal(before);
  });
});
