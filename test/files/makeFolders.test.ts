import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolders, makeOwnFolder } from '../../src/files/makeFolders.ts';

describe('making folders', () => {
  let folder: string;
  let mask: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'folders-'));
    mask = process.umask(0o022);
  });
  afterEach(() => {
    process.umask(mask);
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (...names: string[]): string => join(folder, ...names);
  const modeOf = (path: string): number => statSync(path).mode & 0o7777;

  it('gives all that are missing the same permissions, whatever the umask, and leaves the umask as it was', function () {
    if (process.platform === 'win32') this.skip();
    for (const umask of [0, 0o022, 0o077, 0o777]) {
      process.umask(umask);
      makeOwnFolder(at(String(umask), 'own', 'deep'));
      makeFolders(at(String(umask), 'own', 'open', 'deep'), 0o755);
      expect(process.umask(umask), 'the umask').to.equal(umask);
      const modes = [[], ['own'], ['own', 'deep'], ['own', 'open'], ['own', 'open', 'deep']].map((names) =>
        modeOf(at(String(umask), ...names)).toString(8)
      );
      expect(modes, umask.toString(8)).to.deep.equal(['700', '700', '700', '755', '755']);
    }
  });

  it('leaves those alone that are there, also behind a link', function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(at('there'), { mode: 0o750 });
    symlinkSync(at('there'), at('link'));
    makeOwnFolder(at('there'));
    makeOwnFolder(at('link', 'new'));
    expect(modeOf(at('there')).toString(8)).to.equal('750');
    expect(modeOf(at('there', 'new')).toString(8)).to.equal('700');
  });

  it('makes nothing where a file or a link to nowhere is in the way', () => {
    writeFileSync(at('file'), '');
    expect(() => makeOwnFolder(at('file', 'new'))).to.throw();
    expect(() => makeOwnFolder(at('file'))).to.throw();
    if (process.platform !== 'win32') {
      symlinkSync(at('nowhere'), at('dangling'));
      expect(() => makeOwnFolder(at('dangling'))).to.throw();
      rmSync(at('dangling'));
    }
    expect(readdirSync(folder)).to.deep.equal(['file']);
  });

  it('asks of each folder before it makes the next, also of one that another program was faster to put there', () => {
    mkdirSync(at('there'));
    const asked: string[] = [];
    makeFolders(at('there', 'a', 'b'), 0o755, (path) => asked.push(path));
    expect(asked.filter((path) => path.startsWith(folder))).to.deep.equal([
      folder,
      at('there'),
      at('there', 'a'),
      at('there', 'a', 'b'),
    ]);

    if (process.platform === 'win32') return;
    mkdirSync(at('elsewhere'));
    const work = (): void =>
      makeFolders(at('new', 'deep'), 0o755, (path) => {
        // The moment between the look at a folder and the making of the next one.
        if (path === folder) symlinkSync(at('elsewhere'), at('new'));
        if (path === at('new')) throw new Error('a link');
      });
    expect(work).to.throw('a link');
    expect(() => makeFolders(at('new', 'deep'), 0o755, () => undefined)).to.throw('SWAPPED');
    expect(readdirSync(at('elsewhere'))).to.deep.equal([]);
  });
});
