import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayWritePolicyFile } from '../../src/policy/corporateAdmin.ts';
import { fileRoles } from '../../src/store/sqlite/file/fileRoles.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';

/** Below a file there is nothing, and nothing can be made there, not even by root. */
const NOBODYS = join(import.meta.filename, 'policy.json');
/** Any user without rights of its own. */
const OTHER = 65_534;

describe('roles where the store is a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'roles-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const rolesOf = (store: string, userId = process.getuid?.()) => fileRoles(store, { userId });

  const file = (name: string): string => {
    const path = join(folder, name);
    writeFileSync(path, '');
    return path;
  };

  it('make the owner manager, also of a link to the file, and of a file that is not there yet', async () => {
    const path = file('e.db');
    symlinkSync(path, join(folder, 'link.db'));
    expect(await rolesOf(path)).to.deep.equal(['manager']);
    expect(await rolesOf(join(folder, 'link.db'))).to.deep.equal(['manager']);
    expect(await rolesOf(join(folder, 'new', 'deep', 'e.db'))).to.deep.equal(['manager']);
  });

  it('make somebody else who may write it an editor, and manager where nobody knows owners', async () => {
    const path = file('e.db');
    expect(await rolesOf(path, 4711)).to.deep.equal(['editor']);
    expect(await fileRoles(path, { userId: undefined })).to.deep.equal(['manager']);
  });

  it('make who may write the policy file, or make it, corporate admin', async () => {
    const policy = file('policy.json');
    expect(await mayWritePolicyFile(policy)).to.equal(true);
    expect(await mayWritePolicyFile(join(folder, 'etc', 'policy.json'))).to.equal(true);
    expect(await mayWritePolicyFile(NOBODYS)).to.equal(false);
  });

  it('give nothing where a file can not even be made', async () => {
    expect(await rolesOf(join(import.meta.filename, 'e.db'))).to.deep.equal([]);
  });

  it('are what the operating system lets another user do, who reads and leaves no file behind', async function () {
    if (process.getuid?.() !== 0 || spawnSync('setpriv', ['--version']).status !== 0) this.skip();
    const place = async (name: string, modes: { folder: number; file: number }, owner = 0): Promise<string> => {
      mkdirSync(join(folder, name));
      const path = join(folder, name, 'e.db');
      const store = await openSqliteStore(path);
      await store.setCorporatePolicy('manual-sync-only', true);
      await store.close();
      chmodSync(path, modes.file);
      chmodSync(join(folder, name), modes.folder);
      chownSync(path, owner, owner);
      return path;
    };
    const [policy, secret] = [file('policy.json'), file('secret.json')];
    chmodSync(policy, 0o666);
    chmodSync(secret, 0o600);
    const stores = [
      await place('readable', { folder: 0o755, file: 0o644 }),
      await place('open', { folder: 0o777, file: 0o644 }),
      await place('fixed', { folder: 0o755, file: 0o666 }),
      await place('shared', { folder: 0o777, file: 0o666 }),
      await place('own', { folder: 0o777, file: 0o600 }, OTHER),
      await place('secret', { folder: 0o755, file: 0o600 }),
      `${join(folder, 'hidden', 'e.db')},${policy}`,
      `${join(folder, 'own', 'new.db')},${secret}`,
    ];
    mkdirSync(join(folder, 'hidden'), { mode: 0o700 });

    const program = join(import.meta.dirname, 'programs', 'lookAtStores.ts');
    const ids = ['--reuid', String(OTHER), '--regid', String(OTHER), '--clear-groups'];
    const { stdout, stderr } = spawnSync('setpriv', [...ids, process.execPath, program, ...stores], {
      encoding: 'utf8',
      env: { HOME: folder, SF_DISABLE_LOG_FILE: 'true', NODE_NO_WARNINGS: '1' },
    });

    expect(stderr).to.equal('');
    const read = { policies: { 'manual-sync-only': true }, refusal: 'BackendUnavailableError', files: ['e.db'] };
    expect(JSON.parse(stdout)).to.deep.equal([
      { roles: ['viewer'], read },
      { roles: ['viewer'], read },
      { roles: ['viewer'], read },
      { roles: ['editor'] },
      { roles: ['manager'] },
      { roles: [] },
      { roles: ['corporate admin'] },
      { roles: ['manager'] },
    ]);
    // Its owner can still write it.
    const store = await openSqliteStore(stores[1]!);
    await store.setCorporatePolicy('manual-sync-only', undefined);
    await store.close();
  });
});
