import { expect } from 'chai';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayHaveAccessList } from '../../src/files/accessList.ts';
import { weakFolderOf } from '../../src/files/weakFolder.ts';

describe('an access list, by which others may write what only a group seems to', () => {
  let folder: string;
  beforeEach(function () {
    if (process.platform === 'win32') return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'access-list-'));
  });
  afterEach(() => folder && rmSync(folder, { recursive: true, force: true }));

  const program = (mode: string, name = 'ls'): string => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\necho '${mode} 2 0 0 4096 Jan  1 00:00 x'\n`, { mode: 0o755 });
    return path;
  };
  const found = (...programs: string[]): boolean => {
    const path = join(folder, 'place');
    mkdirSync(path, { recursive: true });
    return mayHaveAccessList(path, lstatSync(path), programs);
  };

  it('is seen by the mark behind the mode', () => {
    const marks = ['', '.', '+', '@'].map((mark, index) => found(program(`drwxrwxr-x${mark}`, `ls${String(index)}`)));
    expect(marks).to.deep.equal([false, false, true, true]);
  });

  it('may be there where no program can say it', () => {
    writeFileSync(join(folder, 'busybox'), '#!/bin/sh\necho drwxrwxr-x\n', { mode: 0o755 });
    symlinkSync('busybox', join(folder, 'small'));
    writeFileSync(join(folder, 'failing'), '#!/bin/sh\nexit 2\n', { mode: 0o755 });
    for (const name of ['small', 'missing', 'failing']) expect(found(join(folder, name)), name).to.equal(true);
    expect(found(program('what is this', 'odd'))).to.equal(true);
    expect(found(join(folder, 'missing'), program('drwxrwxr-x'))).to.equal(false);
  });

  it('is looked for by the system’s own program, in any path', function () {
    if (process.platform !== 'linux') this.skip();
    const path = join(folder, '-l\n+ x');
    mkdirSync(path);
    expect(mayHaveAccessList(path, lstatSync(path))).to.equal(false);
  });

  it('makes a folder of a private group one that others may write', function () {
    if (process.getuid?.() !== 0) this.skip();
    const path = join(folder, 'place');
    mkdirSync(path);
    chmodSync(path, 0o775);
    const why = (mode: string, name: string) =>
      weakFolderOf(path, { userId: 0, listPrograms: [program(mode, name)] })?.why;
    expect(why('drwxrwxr-x', 'without')).to.equal(undefined);
    expect(why('drwxrwxr-x+', 'with')).to.equal('group may write');
    // What the list may not give, it does not.
    chmodSync(path, 0o755);
    expect(why('drwxr-xr-x+', 'masked')).to.equal(undefined);
  });
});
