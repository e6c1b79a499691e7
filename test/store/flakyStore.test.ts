import { expect } from 'chai';
import { flakyStoreFactory, lost } from './flakyStore.ts';
import { storeContract } from './storeContract.ts';

for (const seed of [1, 2, 3]) {
  describe(`a store whose connections are lost, seed ${seed}`, () => {
    let already = 0;
    before(() => {
      already = lost.connections;
    });
    after('some were lost', () => {
      expect(lost.connections - already).to.be.above(50);
    });
    storeContract('does what every store does', flakyStoreFactory(seed));
  });
}
