import { expect } from 'chai';
import fc from 'fast-check';
import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { weakFolderOf, type Asking } from '../../src/files/weakFolder.ts';

const [ADA, BEN, TEAM] = [4321, 4322, 4323];

describe('a folder through which others can put a file in the way', () => {
  let folder: string;
  let asking: Asking;
  beforeEach(function () {
    if (process.getuid?.() !== 0) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'weak-folder-'));
    chmodSync(folder, 0o755);
    const [userFile, groupFile] = [join(folder, 'passwd'), join(folder, 'group')];
    writeFileSync(userFile, `root:x:0:0::/:/bin/sh\nada:x:${ADA}:${ADA}::/:/bin/sh\nben:x:${BEN}:${BEN}::/:/bin/sh\n`);
    writeFileSync(groupFile, `root:x:0:\nada:x:${ADA}:\nben:x:${BEN}:\nteam:x:${TEAM}:ada,ben\n`);
    asking = { userFile, groupFile };
  });
  afterEach(() => folder && rmSync(folder, { recursive: true, force: true }));
  const at = (...names: string[]): string => join(folder, ...names);

  type Is = { readonly mode: number; readonly owner: number; readonly group: number };
  const make = (path: string, { mode, owner, group }: Is): void => {
    mkdirSync(path, { recursive: true });
    chownSync(path, owner, group);
    chmodSync(path, mode);
  };
  const found = (path: string, userId: number, more: Asking = {}): string | undefined => {
    const weak = weakFolderOf(path, { ...asking, userId, ...more });
    return weak && `${weak.why}: ${weak.path.slice(folder.length + 1)}`;
  };

  for (const [what, is, caller, right] of [
    ['of root', { mode: 0o755, owner: 0, group: 0 }, ADA, undefined],
    ['of the caller', { mode: 0o700, owner: ADA, group: ADA }, ADA, undefined],
    ['of another user, for the caller', { mode: 0o755, owner: BEN, group: BEN }, ADA, 'belongs to another'],
    ['of another user, for root', { mode: 0o755, owner: BEN, group: BEN }, 0, 'belongs to another'],
    ['of root that everybody may write', { mode: 0o777, owner: 0, group: 0 }, ADA, 'others may write'],
    ['of root that everybody may write, sticky', { mode: 0o1777, owner: 0, group: 0 }, ADA, undefined],
    ['of another user, sticky', { mode: 0o1777, owner: BEN, group: BEN }, ADA, 'belongs to another'],
    ['of the caller with the private group', { mode: 0o775, owner: ADA, group: ADA }, ADA, undefined],
    ['of root with the caller’s private group', { mode: 0o775, owner: 0, group: ADA }, ADA, undefined],
    ['of root with another’s private group', { mode: 0o775, owner: 0, group: BEN }, ADA, 'group may write'],
    ['of root with a user’s private group, for root', { mode: 0o775, owner: 0, group: ADA }, 0, 'group may write'],
    ['of the caller with a shared group', { mode: 0o775, owner: ADA, group: TEAM }, ADA, 'group may write'],
    ['of the caller with a shared group, sticky', { mode: 0o1775, owner: ADA, group: TEAM }, ADA, undefined],
    ['of the caller with root’s group', { mode: 0o775, owner: ADA, group: 0 }, ADA, undefined],
    ['of root with root’s group', { mode: 0o775, owner: 0, group: 0 }, 0, undefined],
    ['that the group may read', { mode: 0o2755, owner: ADA, group: TEAM }, ADA, undefined],
  ] as const) {
    it(`${right === undefined ? 'is not' : 'is'} one ${what}`, () => {
      make(at('place'), is);
      const expected = right && `${right}: place`;
      expect(found(at('place', 'file'), caller)).to.equal(expected);
      // As well further up, and where the file is there.
      mkdirSync(at('place', 'below'));
      chownSync(at('place', 'below'), caller, caller);
      writeFileSync(at('place', 'below', 'file'), '');
      expect(found(at('place', 'below', 'file'), caller)).to.equal(expected);
      expect(found(at('place', 'below'), caller)).to.equal(expected);
      expect(found(at('place', 'missing', 'file'), caller)).to.equal(expected);
    });
  }

  it('is also one in which a link lies, or to which one leads, at the end of the path and on its way', () => {
    make(at('safe'), { mode: 0o755, owner: 0, group: 0 });
    make(at('open'), { mode: 0o777, owner: 0, group: 0 });
    writeFileSync(at('safe', 'file'), '');
    symlinkSync('../open', at('safe', 'out'));
    symlinkSync('../open/file', at('safe', 'far'));
    symlinkSync('../safe', at('open', 'in'));
    symlinkSync('open/in', at('both'));

    const places = [
      ['safe', 'file'],
      ['safe', 'out', 'file'],
      ['safe', 'far'],
      ['open', 'in', 'file'],
      ['both', 'file'],
    ];
    expect(places.map((names) => found(at(...names), ADA))).to.deep.equal([
      undefined,
      ...Array<string>(4).fill('others may write: open'),
    ]);
  });

  it('is as bad as a link of another user', () => {
    make(at('sticky'), { mode: 0o1777, owner: 0, group: 0 });
    make(at('safe'), { mode: 0o755, owner: 0, group: 0 });
    symlinkSync('../safe', at('sticky', 'link'));
    expect(found(at('sticky', 'link', 'file'), ADA)).to.equal(undefined);
    lchownSync(at('sticky', 'link'), ADA, ADA);
    expect(found(at('sticky', 'link', 'file'), ADA)).to.equal(undefined);
    expect(found(at('sticky', 'link', 'file'), BEN)).to.equal('link of another: sticky/link');
    expect(found(at('sticky', 'link'), 0)).to.equal('link of another: sticky/link');
  });

  it('says whose it is and what to do', () => {
    make(at('place'), { mode: 0o755, owner: BEN, group: BEN });
    const weak = weakFolderOf(at('place', 'file'), { ...asking, userId: ADA });
    expect(weak).to.include({ owner: `ben (${BEN})`, path: at('place') });
    expect(weak?.problem).to.include(at('place')).and.to.include(`ben (${BEN})`);
    expect(weak?.step).to.include(at('place'));
  });

  it('may be that of somebody who is trusted', () => {
    make(at('place'), { mode: 0o775, owner: BEN, group: BEN });
    expect(found(at('place', 'file'), ADA, { trusted: [BEN] })).to.equal(undefined);
  });

  it('can’t be told by modes on Windows', () => {
    make(at('place'), { mode: 0o777, owner: BEN, group: BEN });
    expect(found(at('place', 'file'), ADA, { platform: 'win32' })).to.equal(undefined);
  });

  it('is found exactly where somebody else can take files away, whatever its mode and owner', () => {
    const id = fc.constantFrom(0, ADA, BEN);
    const group = fc.constantFrom(0, ADA, BEN, TEAM);
    const property = fc.property(id, group, fc.integer({ min: 0, max: 0o7777 }), id, (owner, gid, mode, caller) => {
      make(at('place'), { mode, owner, group: gid });
      const inGroup = { 0: [0], [ADA]: [ADA], [BEN]: [BEN], [TEAM]: [ADA, BEN] }[gid] ?? [];
      const isSticky = (mode & 0o1000) !== 0;
      /** As the system decides, but that the owner may change the mode at any time. */
      const mayReplace = (user: number): boolean => {
        if (user === owner) return true;
        if (isSticky) return false;
        return (mode & (inGroup.includes(user) ? 0o020 : 0o002)) !== 0;
      };
      const others = [ADA, BEN].filter((user) => user !== caller);
      const isWeak = found(at('place'), caller) !== undefined;
      if (others.some(mayReplace)) expect(isWeak).to.equal(true);
      else if ((mode & 0o002) === 0) expect(isWeak).to.equal(false);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
