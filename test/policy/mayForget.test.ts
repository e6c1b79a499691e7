import { expect } from 'chai';
import { mayForget } from '../../src/policy/storeOwner.ts';

const [ADA, BOB] = [4_711, 4_712];

describe('who may forget a store that is gone', () => {
  it('is its last known owner, root or a corporate admin, and no manager of another store', () => {
    expect(mayForget(ADA, ADA, ['manager'])).to.equal(true);
    expect(mayForget(ADA, 0, ['manager'])).to.equal(true);
    expect(mayForget(ADA, BOB, ['corporate admin', 'manager'])).to.equal(true);
    expect(mayForget(ADA, BOB, ['manager'])).to.equal(false);
    expect(mayForget(undefined, BOB, ['manager'])).to.equal(false);
  });

  it('is a manager of the store in use where users have no numbers', () => {
    expect(mayForget(undefined, undefined, ['manager'])).to.equal(true);
  });
});
