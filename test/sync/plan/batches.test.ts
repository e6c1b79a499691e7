import { expect } from 'chai';
import fc from 'fast-check';
import { catalogue, entryOf } from '../../../src/catalogue/catalogue.ts';
import { cutBatches, expectedMsOf, manifestOf, type Wanted } from '../../../src/sync/plan/batches.ts';

const wanted = (type: string, name: string): Wanted => {
  const entry = entryOf(type);
  if (entry === undefined) throw new Error(`${type} is not supported`);
  return { entry, component: { type, rawName: name, fullName: name, packaged: false } };
};

const many = (type: string, count: number): Wanted[] =>
  Array.from({ length: count }, (_, index) => wanted(type, `${type}${String(index)}`));

const names = (batches: readonly Wanted[][]): string[] =>
  batches.flatMap((batch) => batch.map(({ component }) => component.fullName)).sort();

describe('cutting batches', () => {
  it('puts everything into one while it fits', () => {
    expect(cutBatches(many('Layout', 10))).to.have.lengthOf(1);
    expect(cutBatches([])).to.deep.equal([]);
  });

  it('counts the companion of a source file', () => {
    const limits = { files: 10, bytes: 1e9 };

    expect(cutBatches(many('ApexClass', 10), 1, limits)).to.have.lengthOf(2);
    expect(cutBatches(many('Layout', 10), 1, limits)).to.have.lengthOf(1);
  });

  it('counts the many files of a site', () => {
    const batches = cutBatches(many('DigitalExperienceBundle', 60));

    for (const batch of batches) expect(batch.length * 500).to.be.below(10_000);
    expect(names(batches)).to.have.lengthOf(60);
  });

  it('stays far below what Salesforce refuses', () => {
    const batches = cutBatches([...many('ApexClass', 12_000), ...many('Layout', 12_000)]);

    for (const batch of batches) {
      expect(batch.reduce((sum, { entry }) => sum + (entry.type === 'ApexClass' ? 2 : 1), 0)).to.be.below(10_000);
      expect(batch.reduce((sum, { entry }) => sum + entry.expectedBytes, 0)).to.be.below(39_000_000);
    }
    expect(names(batches)).to.have.lengthOf(24_000);
  });

  it('loses and doubles nothing, and puts the longest first', () => {
    const item = fc.tuple(fc.constantFrom(...catalogue.map(({ type }) => type)), fc.nat(1000));
    const limits = fc.record({ files: fc.integer({ min: 4, max: 50 }), bytes: fc.integer({ min: 1, max: 200_000 }) });
    fc.assert(
      fc.property(fc.array(item), limits, (items, within) => {
        const all = items.map(([type, number], index) => wanted(type, `${type}${String(number)}_${String(index)}`));
        const batches = cutBatches(all, 1, within);
        const sizes = batches.map((batch) => batch.reduce((sum, { entry }) => sum + entry.expectedBytes, 0));
        const times = batches.map(expectedMsOf);
        expect(names(batches)).to.deep.equal(names([all]));
        expect(times).to.deep.equal(times.toSorted((a, b) => b - a));
        for (const [index, batch] of batches.entries()) {
          expect(batch).to.not.have.lengthOf(0);
          if (batch.length > 1) expect(sizes[index]).to.be.at.most(within.bytes);
        }
      })
    );
  });
});

describe('sharing out what takes long', () => {
  it('gives each job that runs at once the same work', () => {
    const items = [...many('Profile', 100), ...many('Layout', 1000), ...many('ApexClass', 500)];
    const total = expectedMsOf(items);

    for (const jobs of [1, 2, 3, 4]) {
      const batches = cutBatches(items, jobs);
      expect(batches).to.have.lengthOf(jobs);
      for (const batch of batches) expect(expectedMsOf(batch)).to.be.closeTo(total / jobs, 66 * jobs);
      expect(names(batches)).to.deep.equal(names([items]));
    }
  });

  it('makes no jobs that wait in the queue for longer than they work', () => {
    expect(cutBatches(many('Layout', 100), 4)).to.have.lengthOf(1);
    expect(cutBatches(many('Layout', 900), 4)).to.have.lengthOf(2);
  });

  it('makes no jobs for less work than their companions bring along each time', () => {
    const companions = { components: [], files: 10, bytes: 10, ms: 5000 };
    const items = many('Profile', 100).map((item) => ({ ...item, companions }));

    expect(cutBatches(many('Profile', 100), 4)).to.have.lengthOf(2);
    expect(cutBatches(items, 4)).to.have.lengthOf(1);
    expect(expectedMsOf(items)).to.equal(100 * 66 + 5000);
  });
});

describe('the manifest of a batch', () => {
  it('names raw names by type, and folders under the type of what lies in them', () => {
    const batch = [
      wanted('Layout', 'A-%28B%29'),
      wanted('ReportFolder', 'Sales'),
      wanted('Report', 'Sales/Pipeline'),
      wanted('Layout', 'C'),
    ];

    expect([...manifestOf(batch)]).to.deep.equal([
      ['Layout', ['A-%28B%29', 'C']],
      ['Report', ['Sales', 'Sales/Pipeline']],
    ]);
  });
});
