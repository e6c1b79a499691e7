import { expect } from 'chai';
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { wayTo } from '../../src/files/wayTo.ts';

const NAMES = ['a', 'b', 'c'] as const;

describe('the way to a file', () => {
  let folder: string;
  beforeEach(function () {
    if (process.platform === 'win32') this.skip();
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'way-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const below = (path: string): string => path.slice(folder.length + 1);

  it('names each folder and link once it is passed, and where a link leads', () => {
    mkdirSync(join(folder, 'real', 'deep'), { recursive: true });
    mkdirSync(join(folder, 'links'));
    symlinkSync('../real/deep', join(folder, 'links', 'one'));
    writeFileSync(join(folder, 'real', 'deep', 'file'), '');

    const { places, end } = wayTo(join(folder, 'links', 'one', 'file'));

    expect(places[0]?.path).to.equal('/');
    expect(
      places.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path, target }) => [below(path), target])
    ).to.deep.equal([
      ['links', undefined],
      ['links/one', '../real/deep'],
      ['real', undefined],
      ['real/deep', undefined],
      ['real/deep/file', undefined],
    ]);
    expect(below(end)).to.equal('real/deep/file');
  });

  it('goes up from where a link has led, not from where it stands', () => {
    mkdirSync(join(folder, 'theirs', 'sub'), { recursive: true });
    symlinkSync(join(folder, 'theirs', 'sub'), join(folder, 'sub'));
    symlinkSync('sub/../policy', join(folder, 'link'));
    expect(below(wayTo(join(folder, 'link')).end)).to.equal('theirs/policy');
  });

  it('goes up from where links of the path itself have led, as the system does', () => {
    mkdirSync(join(folder, 'safe'));
    mkdirSync(join(folder, 'open', 'sub'), { recursive: true });
    symlinkSync(join(folder, 'open', 'sub'), join(folder, 'safe', 'cur'));
    const way = wayTo(`${folder}/safe/cur/../policy.json`);
    expect(below(way.end)).to.equal('open/policy.json');
    expect(way.places.map(({ path }) => below(path))).to.include('open');
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(below(wayTo('safe/cur/../policy.json').end)).to.equal('open/policy.json');
    } finally {
      process.chdir(before);
    }
  });

  it('ends where nothing is, and in a circle', () => {
    symlinkSync('two', join(folder, 'one'));
    symlinkSync('one', join(folder, 'two'));
    symlinkSync('gone/file', join(folder, 'dangling'));
    expect(below(wayTo(join(folder, 'dangling')).end)).to.equal('gone/file');
    expect(below(wayTo(join(folder, 'x', 'y', 'z')).end)).to.equal('x/y/z');
    expect(wayTo(join(folder, 'one', 'file')).places.length).to.be.lessThan(200);
  });

  it('ends where the system ends, whatever folders and links there are', () => {
    const path = fc.array(fc.constantFrom(...NAMES, '..'), { minLength: 1, maxLength: 4 });
    const entry = fc.record({
      at: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
      target: fc.option(path, { nil: undefined }),
      isAbsolute: fc.boolean(),
    });
    const property = fc.property(fc.array(entry, { maxLength: 8 }), path, (entries, wanted) => {
      const root = mkdtempSync(join(folder, 'world-'));
      for (const { at, target, isAbsolute } of entries) {
        try {
          mkdirSync(join(root, ...at.slice(0, -1)), { recursive: true });
          if (target === undefined) mkdirSync(join(root, ...at));
          else symlinkSync(isAbsolute ? join(root, ...target) : target.join('/'), join(root, ...at));
        } catch {
          // Something is there already, or in the way.
        }
      }
      // Not `join`, which takes `..` away without looking at links.
      const asked = [root, ...wanted].join('/');
      const right = ((): string | undefined => {
        try {
          return realpathSync.native(asked);
        } catch {
          return undefined;
        }
      })();
      const { places, end } = wayTo(asked);
      if (right !== undefined) expect(end).to.equal(right);
      for (const { path: place, target } of places) {
        if (place !== '/') expect(dirname(place)).to.equal(realpathSync.native(dirname(place)));
        if (target === undefined) expect(place).to.equal(realpathSync.native(place));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});
