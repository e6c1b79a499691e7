import { expect } from 'chai';
import fc from 'fast-check';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../src/files/replaceFile.ts';
import { attacked, canPlayOthers } from './otherUser.ts';

const isWindows = process.platform === 'win32';

describe('replacing a file', () => {
  let folder: string;
  let mask: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replace-'));
    mask = process.umask(0o022);
  });
  afterEach(() => {
    process.umask(mask);
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (name: string): string => join(folder, name);
  const modeOf = (path: string): number => statSync(path).mode & 0o7777;
  const outcome = async (work: Promise<void>): Promise<string> =>
    work.then(
      () => 'done',
      (error: NodeJS.ErrnoException) => error.code ?? error.message
    );

  it('gives a new file the permissions that were asked for, whatever the umask', async function () {
    if (isWindows) this.skip();
    for (const umask of [0, 0o022, 0o077, 0o777]) {
      process.umask(umask);
      await replaceFile(at(`new-${String(umask)}`), 'text', { mode: 0o640 });
      expect(modeOf(at(`new-${String(umask)}`)), umask.toString(8)).to.equal(0o640);
    }
    process.umask(mask);
    expect(readdirSync(folder)).to.have.length(4);
  });

  it('never sets more than read, write and execute, and of the former permissions only what was named', async function () {
    if (isWindows) this.skip();
    const bits = fc.integer({ min: 0, max: 0o7777 });
    const property = fc.asyncProperty(bits, bits, bits, async (former, mode, keep) => {
      writeFileSync(at('file'), 'old');
      chmodSync(at('file'), former);
      await replaceFile(at('file'), 'new', { mode, keep });
      const expected = (mode | (former & keep)) & 0o777;
      expect(modeOf(at('file'))).to.equal(expected);
      rmSync(at('file'));
    });
    await fc.assert(property, { numRuns: 100 });
  });

  it('keeps owner and group where told to, and else makes the file the caller’s', async function () {
    if (process.getuid?.() !== 0) this.skip();
    for (const name of ['kept', 'own']) {
      writeFileSync(at(name), 'old');
      chownSync(at(name), 4321, 4323);
      chmodSync(at(name), 0o6664);
    }
    await replaceFile(at('kept'), 'new', { mode: 0o600, keep: 0o666 });
    await replaceFile(at('own'), 'new', { mode: 0o600 });

    const { uid, gid } = statSync(at('kept'));
    expect({ uid, gid, mode: modeOf(at('kept')) }).to.deep.equal({ uid: 4321, gid: 4323, mode: 0o664 });
    const own = statSync(at('own'));
    expect({ uid: own.uid, gid: own.gid, mode: modeOf(at('own')) }).to.deep.equal({ uid: 0, gid: 0, mode: 0o600 });
  });

  it('replaces no link, folder or other thing, and leaves nothing behind', async () => {
    writeFileSync(at('victim'), 'secret');
    mkdirSync(at('folder'));
    const before = readdirSync(folder).length;
    expect(await outcome(replaceFile(at('folder'), 'new', { mode: 0o600 }))).to.equal('EINVAL');
    if (!isWindows) {
      symlinkSync(at('victim'), at('link'));
      symlinkSync(at('nowhere'), at('dangling'));
      expect(await outcome(replaceFile(at('link'), 'new', { mode: 0o600 }))).to.equal('ELOOP');
      expect(await outcome(replaceFile(at('dangling'), 'new', { mode: 0o600 }))).to.equal('ELOOP');
      expect(lstatSync(at('link')).isSymbolicLink()).to.equal(true);
      expect(readdirSync(folder)).to.have.length(before + 2);
    }
    expect(readFileSync(at('victim'), 'utf8')).to.equal('secret');
    expect(existsSync(at('nowhere'))).to.equal(false);
  });

  it('replaces only the file that the caller looked at', async () => {
    writeFileSync(at('file'), 'looked at');
    const former = statSync(at('file'), { bigint: true });
    writeFileSync(at('other'), 'put there meanwhile');
    renameSync(at('other'), at('file'));

    expect(await outcome(replaceFile(at('file'), 'new', { mode: 0o600, former }))).to.equal('SWAPPED');
    rmSync(at('file'));
    expect(await outcome(replaceFile(at('file'), 'new', { mode: 0o600, former }))).to.equal('SWAPPED');
    expect(readdirSync(folder)).to.deep.equal([]);

    writeFileSync(at('file'), 'looked at');
    await replaceFile(at('file'), 'new', { mode: 0o600, former: statSync(at('file'), { bigint: true }) });
    expect(readFileSync(at('file'), 'utf8')).to.equal('new');
  });

  for (const [what, names] of [
    ['what appears', []],
    ['the file itself', ['policy.json']],
  ] as const) {
    it(`never touches a file of root’s, though the owner of the folder swaps ${what} for links to it`, async function () {
      if (!canPlayOthers()) this.skip();
      const outcomes = new Set<string>();
      const swaps = await attacked(names, async (theirs, victim) => {
        const before = victim.state();
        const path = join(theirs, 'policy.json');
        for (let round = 0; round < 300; round += 1) {
          rmSync(path, { force: true });
          if (round % 2 === 0) await outcome(writeFile(path, 'old', { flag: 'wx' }));
          outcomes.add(await outcome(replaceFile(path, 'new', { mode: 0o777, keep: 0o777 })));
          expect(victim.state()).to.deep.equal(before);
        }
      });
      expect(swaps).to.be.greaterThan(10);
      // Of so many rounds some are disturbed.
      expect([...outcomes].some((code) => code !== 'done')).to.equal(true);
    });
  }
});
