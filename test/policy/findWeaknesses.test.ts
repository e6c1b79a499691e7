import { chmodSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findWeaknesses, settingsOnly } from '../../src/policy/findWeaknesses.ts';
import { corporateReadings } from './corporateReadings.ts';

const SYSTEM = '/etc/sf-elements/policy.json';

describe('weaknesses of the set-up', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'weak-'));
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'etc'), { mode: 0o755 });
    writeFileSync(join(folder, 'etc', 'policy.json'), '{}', { mode: 0o644 });
    writeFileSync(join(folder, 'e.db'), '', { mode: 0o600 });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Of what lies in the test's folder: what is above belongs to the machine. */
  const found = async (policy = join(folder, 'etc', 'policy.json')): Promise<string[]> =>
    findWeaknesses({ policies: [policy], store: join(folder, 'e.db'), platform: 'linux' })
      .filter(({ where }) => where.startsWith(folder))
      .map(({ kind, where }) => `${kind}: ${where.slice(folder.length)}`)
      .sort();

  const asRoot = function (this: Mocha.Context): void {
    if (process.getuid?.() !== 0) this.skip();
  };

  it('are none where root alone may write', async function () {
    asRoot.call(this);
    expect(await found()).to.deep.equal([]);
  });

  it('are files and folders that others may write', async function () {
    asRoot.call(this);
    chmodSync(join(folder, 'etc', 'policy.json'), 0o666);
    chmodSync(join(folder, 'etc'), 0o777);
    chmodSync(join(folder, 'e.db'), 0o666);
    expect(await found()).to.deep.equal([
      'others may write: /e.db',
      'others may write: /etc',
      'others may write: /etc/policy.json',
    ]);
  });

  it('are not folders in which each may only touch their own files', async function () {
    asRoot.call(this);
    chmodSync(join(folder, 'etc'), 0o1777);
    expect(await found()).to.deep.equal([]);
  });

  it('are files, folders and links of somebody else, and what links lead to', async function () {
    asRoot.call(this);
    mkdirSync(join(folder, 'theirs'), { mode: 0o755 });
    writeFileSync(join(folder, 'theirs', 'policy.json'), '{}');
    chmodSync(join(folder, 'theirs', 'policy.json'), 0o664);
    symlinkSync(join(folder, 'theirs'), join(folder, 'linked'));
    for (const name of ['linked', 'theirs', 'theirs/policy.json']) lchownSync(join(folder, name), 4711, 4711);
    expect(await found(join(folder, 'linked', 'policy.json'))).to.deep.equal([
      'group may write: /theirs/policy.json',
      'link: /linked',
      'owner: /theirs',
      'owner: /theirs/policy.json',
    ]);
  });

  it('can not be told by modes on Windows, and that is said', async () => {
    const weaknesses = findWeaknesses({ policies: ['p.json'], store: 'e.db', platform: 'win32' });
    expect(weaknesses.map(({ kind, where }) => [kind, where])).to.deep.equal([
      ['unknown', 'p.json'],
      ['unknown', 'e.db'],
    ]);
  });

  it('are a corporate policy that only settings name', () => {
    const named = { where: '~/p.json', statement: { values: { 'manual-sync-only': true } } };
    const silent = { where: SYSTEM, statement: { values: {} } };
    const system = { where: SYSTEM, statement: { problem: 'it is empty' } };
    expect(settingsOnly(corporateReadings(named, silent), SYSTEM).map(({ kind }) => kind)).to.deep.equal([
      'settings only',
    ]);
    expect(settingsOnly(corporateReadings(named, system), SYSTEM)).to.deep.equal([]);
    expect(settingsOnly(corporateReadings(silent), SYSTEM)).to.deep.equal([]);
  });
});
