import { expect } from 'chai';
import { catalogue, entryOf } from '../../src/catalogue/catalogue.ts';
import { locate } from '../../src/catalogue/locate.ts';

const nested = catalogue.filter((entry) => entry.nested !== undefined);

describe('locating files that lie in a folder of their owner', () => {
  for (const [path, type, fullName] of [
    ['territory2Models/FY26/FY26.territory2Model', 'Territory2Model', 'FY26'],
    ['territory2Models/FY26/territories/North.territory2', 'Territory2', 'FY26.North'],
    ['territory2Models/FY26/rules/Big%5FAccounts.territory2Rule', 'Territory2Rule', 'FY26.Big_Accounts'],
  ] as const) {
    it(`knows ${path}`, () => {
      const found = locate(path);

      expect([found?.entry.type, found?.fullName, found?.part]).to.deep.equal([type, fullName, '']);
    });
  }

  for (const path of [
    'territory2Models/FY26.territory2Model',
    'territory2Models/FY26/FY27.territory2Model',
    'territory2Models/FY26/rules/North.territory2',
    'territory2Models/FY26/territories/.territory2',
    'territory2Models/FY26/territories/deeper/North.territory2',
    'territory2Models/territories/North.territory2',
  ]) {
    it(`does not know ${path}`, () => {
      expect(locate(path)).to.equal(undefined);
    });
  }

  it('has an owner for each of them, which lies in the same place', () => {
    expect(nested).to.not.deep.equal([]);
    for (const entry of nested) {
      const owner = entryOf(entry.nested?.owner ?? '');
      expect(owner?.nested).to.deep.equal({ owner: owner?.type, folder: '' });
      expect(owner?.directory).to.equal(entry.directory);
    }
  });
});
