import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { weakFolderOf } from '../../src/files/weakFolder.ts';
import { findWeaknesses, settingsOnly } from '../../src/policy/findWeaknesses.ts';
import { corporateReadings } from './corporateReadings.ts';

const [ADA, BEN, TEAM] = [4321, 4322, 4323];
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

  describe('of a store', () => {
    let files: { readonly userFile: string; readonly groupFile: string };
    beforeEach(function () {
      asRoot.call(this);
      files = { userFile: join(folder, 'passwd'), groupFile: join(folder, 'group') };
      writeFileSync(files.userFile, `root:x:0:0::/:\nada:x:${ADA}:${ADA}::/:\nben:x:${BEN}:${BEN}::/:\n`);
      writeFileSync(files.groupFile, `root:x:0:\nada:x:${ADA}:\nben:x:${BEN}:\nteam:x:${TEAM}:ada,ben\n`);
      mkdirSync(join(folder, 'store'));
    });

    type Is = { readonly mode: number; readonly owner: number; readonly group: number };
    const make = (place: Is, file: Is): void => {
      for (const [path, is] of [
        [join(folder, 'store', 'e.db'), file],
        [join(folder, 'store'), place],
      ] as const) {
        if (is === file) writeFileSync(path, '');
        chownSync(path, is.owner, is.group);
        chmodSync(path, is.mode);
      }
    };
    /** The store at a path below the test's folder, for somebody. */
    const ofStore = (userId: number, ...names: string[]) =>
      findWeaknesses({ ...files, policies: [], store: join(folder, ...names), platform: 'linux', userId }).filter(
        ({ where }) => where.startsWith(folder)
      );
    const kinds = (userId: number, ...names: string[]): string[] =>
      ofStore(userId, ...names).map(({ kind, where }) => `${kind}: ${where.slice(folder.length)}`);

    const FILE = { mode: 0o600, owner: ADA, group: ADA };
    for (const [what, place, file, right] of [
      ['a folder that a team may write', { mode: 0o775, owner: ADA, group: TEAM }, FILE, ['group may write: /store']],
      [
        'a folder of root that a team may write',
        { mode: 0o775, owner: 0, group: TEAM },
        FILE,
        ['group may write: /store'],
      ],
      ['a folder that a team may write, sticky', { mode: 0o1775, owner: ADA, group: TEAM }, FILE, []],
      ['a folder that the private group of the caller may write', { mode: 0o775, owner: ADA, group: ADA }, FILE, []],
      [
        'a folder that everybody may write',
        { mode: 0o757, owner: ADA, group: ADA },
        FILE,
        ['others may write: /store'],
      ],
      ['a folder of another user', { mode: 0o755, owner: BEN, group: BEN }, FILE, ['owner: /store']],
      ['a folder of the store’s owner', { mode: 0o775, owner: BEN, group: BEN }, { ...FILE, owner: BEN }, []],
      ['a file that a team may write', { mode: 0o755, owner: 0, group: 0 }, { ...FILE, mode: 0o660, group: TEAM }, []],
      [
        'a file that everybody may write',
        { mode: 0o755, owner: 0, group: 0 },
        { ...FILE, mode: 0o666 },
        ['others may write: /store/e.db'],
      ],
    ] as const) {
      it(`are ${right.length === 0 ? 'not ' : ''}${what}`, () => {
        make(place, file);
        expect(kinds(ADA, 'store', 'e.db')).to.deep.equal(right);
      });
    }

    it('are links of another user on the way to it', () => {
      make({ mode: 0o755, owner: ADA, group: ADA }, FILE);
      symlinkSync('store', join(folder, 'linked'));
      expect(kinds(ADA, 'linked', 'e.db')).to.deep.equal([]);
      lchownSync(join(folder, 'linked'), BEN, BEN);
      expect(kinds(ADA, 'linked', 'e.db')).to.deep.equal(['link: /linked']);
      const [link] = ofStore(ADA, 'linked', 'e.db');
      expect(link?.message).to.include(join(folder, 'linked')).and.to.include(`ben (${BEN})`).and.to.match(/\.$/);
    });

    it('are each folder through which it could be replaced and of which commands warn, and no other', () => {
      const id = fc.constantFrom(0, ADA, BEN);
      const is = fc.record({
        mode: fc.integer({ min: 0, max: 0o7777 }),
        owner: id,
        group: fc.constantFrom(0, ADA, BEN, TEAM),
      });
      const property = fc.property(is, is, id, (place, file, userId) => {
        make(place, file);
        const store = join(folder, 'store', 'e.db');
        const warned = weakFolderOf(store, { ...files, userId, trusted: [file.owner] });
        const named = ofStore(userId, 'store', 'e.db').filter(({ where }) => where !== store);
        expect(named.map(({ where }) => where)).to.have.members(named.map(() => warned?.path));
        expect(named.length > 0).to.equal(warned !== undefined);
        if (warned !== undefined) expect(named[0]?.message.toLowerCase()).to.equal(`${warned.problem}.`.toLowerCase());
      });
      fc.assert(property, { numRuns: 300 });
    });
  });

  it('of a policy are also what belongs to the caller, and what their private group may write', async function () {
    asRoot.call(this);
    const [place, policy] = [join(folder, 'etc'), join(folder, 'etc', 'policy.json')];
    for (const path of [place, policy]) chownSync(path, ADA, ADA);
    chmodSync(place, 0o775);
    const weaknesses = findWeaknesses({
      policies: [policy],
      store: join(folder, 'e.db'),
      platform: 'linux',
      userId: ADA,
    }).filter(({ where }) => where.startsWith(folder));
    expect(weaknesses.map(({ kind, where }) => [kind, where])).to.deep.equal([
      ['owner', place],
      ['group may write', place],
      ['owner', policy],
    ]);
    for (const { where, message } of weaknesses)
      expect(message)
        .to.include(where)
        .and.to.match(/^The .*\.$/);
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
