import type { SfError } from '@salesforce/core/sfError';
import { expect } from 'chai';
import { chmod, chown, readdir, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ComponentKey } from '../../src/model/names/componentName.ts';
import type { AuditRecord } from '../../src/store/records.ts';
import {
  openStore,
  openStoreIfAny,
  parseBackends,
  weakStoreFolder,
  type BackendPlaces,
} from '../../src/store/openStore.ts';
import { orgOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';

const places: BackendPlaces = { dataDir: '/data', cwd: '/project', home: '/home/ada' };

const refusal = (setting: string): SfError => {
  try {
    parseBackends(setting, places);
  } catch (error) {
    return error as SfError;
  }
  throw new Error(`${setting} was accepted`);
};

const auditOf = (action: string): AuditRecord => ({
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ada',
  from: 'policy set on here',
  action,
  detail: {},
});

const actor = { name: 'ada', userId: process.getuid?.() };

describe('the backend setting', () => {
  it('is a file in the data directory when nothing is set', () => {
    const backend = { kind: 'sqlite', path: '/data/elements/elements.db', name: 'sqlite:/data/elements/elements.db' };

    expect(parseBackends(undefined, places)).to.deep.equal([backend]);
    expect(parseBackends('  ', places)).to.deep.equal([backend]);
  });

  it('has its whole path for a name also where the data folder is a relative one', () => {
    const [backend] = parseBackends(undefined, { ...places, dataDir: 'data' });
    const path = resolve('data', 'elements', 'elements.db');
    expect(backend).to.deep.equal({ kind: 'sqlite', path, name: `sqlite:${path}` });
    expect(parseBackends('sqlite:~/e.db', { ...places, home: 'home' })[0]?.path).to.equal(resolve('home', 'e.db'));
  });

  for (const [setting, path] of Object.entries({
    'sqlite:/abs/e.db': '/abs/e.db',
    'sqlite:e.db': '/project/e.db',
    'sqlite:./sub/../e.db': '/project/e.db',
    'SQLite:~/models/e.db': '/home/ada/models/e.db',
    'sqlite:~ada/e.db': '/project/~ada/e.db',
    'sqlite:///abs/e.db': '/abs/e.db',
    ' sqlite:with space, and comma.db ': '/project/with space, and comma.db',
    'sqlite:a:b.db': '/project/a:b.db',
  })) {
    it(`reads ${setting}`, () => {
      expect(parseBackends(setting, places)).to.deep.equal([{ kind: 'sqlite', path, name: `sqlite:${path}` }]);
    });
  }

  for (const [setting, reason] of Object.entries({
    'elements.db': 'what kind',
    'sqlite:': 'path is missing',
    'sqlite://host/e.db': 'without "//"',
    'mysql://h/db': '"mysql"',
    'postgres://h/db': 'not supported yet',
    'https://h/db': 'not supported yet',
    'dir:out': 'not supported yet',
    'sqlite:a.db,sqlite:b.db': 'more than one store',
    'sqlite:a.db,dir:out': 'not supported yet',
    ',': 'what kind',
  })) {
    it(`refuses ${setting}`, () => {
      const error = refusal(setting);

      expect(error.name).to.equal('InvalidBackendError');
      expect(error.exitCode).to.equal(2);
      expect(error.message).to.include(reason);
    });
  }

  for (const setting of [
    'postgres://ada:s3cr3t@h/db',
    'postgres://ada:p@s3cr3t@h/db',
    'postgresql://ada:a/s3cr3t@h:5432/db?sslmode=require',
    'https://h/path?token=s3cr3t',
    'https://s3cr3t:x@h/path'.replace('s3cr3t:x', 'x:s3cr3t'),
    'postgres:host=h password=s3cr3t dbname=x',
    'sqlite:a.db,https://x:s3cr3t@h/path',
    'postgres://u:p@h/db?password=s3cr3t',
    'https://h/path?token=x&sig=s3cr3t',
    'https://h/s3cr3t/model.db',
    'https:x:s3cr3t@h',
    'https:\\\\x:s3cr3t@h',
    'https://x/s3cr3t@h/path',
    'mysql://x:s3/cr@s3cr3t/db',
    'x:s3cr3t@h/db',
    's3cr3t:x@h/db',
    'my_name:s3cr3t@h/db',
    '//x:s3cr3t@h/db',
    'dir:s3cr3t',
    'amqp:x:s3cr3t@h',
  ]) {
    it(`never shows the password of ${setting.replace('s3cr3t', '…')}`, () => {
      const error = refusal(setting);

      expect(JSON.stringify([error.message, error.actions, error.data])).not.to.include('s3cr3t');
    });
  }

  it('shows where a URL leads that it refuses, and a path as it is', () => {
    expect(refusal('https://x:y@sink.example:8443/p?token=z').message).to.match(
      /^"https:\/\/sink\.example:8443 \(URL #[0-9a-f]{8}\)" is not a backend/
    );
    expect(refusal('elements.db').message).to.contain('"elements.db" is not a backend');
    expect(refusal('sqlite://host/e.db').message).to.contain('"sqlite://host/e.db" is not a backend');
  });

  it('opens the store it names', async () => {
    const folder = await temporaryFolder();
    const [backend] = parseBackends(undefined, { ...places, dataDir: join(folder.path, 'data') });
    if (backend === undefined) throw new Error('no backend');

    const store = await openStore(backend, actor);
    await store.saveOrg(orgOf('one'));
    await store.close();

    const reader = await openStore(backend, actor, { readonly: true });
    expect(await reader.orgs()).to.deep.equal([orgOf('one')]);
    await reader.close();
    await folder.remove();
  });

  it('answers that there is nothing where there is no store, and makes one when something is written', async () => {
    const folder = await temporaryFolder();
    const path = join(folder.path, 'new', 'e.db');
    const store = await openStoreIfAny({ kind: 'sqlite', path, name: `sqlite:${path}` }, actor);
    expect(await store.orgs({ all: true })).to.deep.equal([]);
    expect(await store.component('one', 'apexclass:a' as ComponentKey)).to.equal(undefined);
    expect(await store.roles(undefined)).to.deep.equal(['manager']);
    expect(await readdir(folder.path)).to.deep.equal([]);

    const [first, second] = [auditOf('policy set'), auditOf('sync refused')];
    await Promise.all([store.audit(first), store.audit(second)]);

    expect(await store.audits()).to.have.deep.members([first, second]);
    await store.close();
    const reader = await openStore({ kind: 'sqlite', path, name: `sqlite:${path}` }, actor, { readonly: true });
    expect(await reader.audits()).to.have.deep.members([first, second]);
    await reader.close();
    await folder.remove();
  });

  it('is not made by root where its owner could not use it', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const folder = await temporaryFolder();
    await chown(folder.path, 4711, 4711);
    const path = join(folder.path, 'new', 'e.db');
    const store = await openStoreIfAny({ kind: 'sqlite', path, name: `sqlite:${path}` }, actor);

    const error = await rejection(store.audit(auditOf('policy set')));

    expect(error).to.include({ name: 'BackendUnavailableError' });
    expect(await readdir(folder.path)).to.deep.equal([]);
    await store.close();
    await folder.remove();
  });

  it('makes nothing where somebody only looks and a link leads nowhere yet', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await temporaryFolder();
    const path = join(folder.path, 'link.db');
    await symlink('later.db', path);

    const error = await rejection(openStoreIfAny({ kind: 'sqlite', path, name: `sqlite:${path}` }, actor));

    expect(error).to.include({ name: 'BackendUnavailableError' });
    expect(await readdir(folder.path)).to.deep.equal(['link.db']);
    await folder.remove();
  });

  it('is used in a folder that others may write to, and that can be said', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const folder = await temporaryFolder();
    const path = join(folder.path, 'e.db');
    const backend = { kind: 'sqlite', path, name: `sqlite:${path}` } as const;
    await (await openStore(backend, actor)).close();
    const said = async (mode: number, owner: number, fileOwner = 0): Promise<string | undefined> => {
      await chown(folder.path, owner, 4321);
      await chown(path, fileOwner, fileOwner);
      await chmod(folder.path, mode);
      await (await openStore(backend, actor)).close();
      const weak = await weakStoreFolder(backend);
      expect(weak === undefined || weak.path === folder.path).to.equal(true);
      return weak?.why;
    };

    expect([
      await said(0o755, 0),
      await said(0o1777, 0),
      await said(0o777, 0),
      await said(0o775, 0),
      await said(0o755, 4711),
      // The owner of the store may change it in any case.
      await said(0o755, 4711, 4711),
      await said(0o777, 4711, 4711),
    ]).to.deep.equal([
      undefined,
      undefined,
      'others may write',
      'group may write',
      'belongs to another',
      undefined,
      'others may write',
    ]);
    await folder.remove();
  });
});
