import { expect } from 'chai';
import { lowerBound } from './lowerBound.ts';
import { usualDelays } from './profile.ts';

const profile = { ...usualDelays, seed: 1 };
const none = { listings: [], components: [], zipBytes: 0 };

describe('the lower bound of a reading', () => {
  it('is login and describe where there is nothing else', () => {
    expect(lowerBound(profile, none).total).to.equal(80 + 120 + 400);
  });

  it('lists three types a call, 20 calls at once, but no faster than the longest', () => {
    const listings = Array.from({ length: 300 }, () => 10);

    expect(lowerBound(profile, { ...none, listings }).listing).to.be.closeTo((300 * 181.5 + 100 * 120) / 20, 0.001);
    expect(lowerBound(profile, { ...none, listings: [...listings, 100_000] }).listing).to.equal(120 + 180 + 15_000);
  });

  it('divides the work by the jobs at once, but is no shorter than the longest component', () => {
    const components = Array.from({ length: 100 }, () => ({ type: 'Profile', entries: 1 }));
    const bundle = { type: 'StaticResource', entries: 10_000 };

    expect(lowerBound(profile, { ...none, components })).to.include({ queue: 2500, components: (100 * 66) / 4 });
    expect(lowerBound({ ...profile, jobsAtOnce: 2 }, { ...none, components }).components).to.equal((100 * 66) / 2);
    expect(lowerBound({ ...profile, jobsAllowed: 1 }, { ...none, components }).components).to.equal(100 * 66);
    expect(lowerBound(profile, { ...none, components: [...components, bundle] }).components).to.equal(60_000);
  });

  it('adds the transfer', () => {
    expect(lowerBound(profile, { ...none, zipBytes: 8_000_000 }).transfer).to.equal(2000);
  });
});
