import { expect } from 'chai';
import { coverPairs } from './coverPairs.ts';
import { FACTORS, everyCase } from './policyCase.ts';

describe('the table of policies', () => {
  it('has every combination in the default store once', () => {
    const rows = everyCase().map((row) => JSON.stringify(row));
    const { store, ...factors } = FACTORS;
    const product = Object.values(factors).reduce((count, values) => count * values.length, 1);
    expect(store).to.include('default');
    expect(new Set(rows).size).to.equal(rows.length).and.to.equal(product);
  });

  it('can be covered by few rows, so that every two values meet', () => {
    const rows = coverPairs(FACTORS, 1);
    expect(rows.length).to.be.below(45);
    for (const row of everyCase()) {
      for (const one of ['corporate', 'org', 'trigger', 'login', 'role'] as const) {
        for (const other of ['corporate', 'org', 'trigger', 'login', 'role'] as const) {
          const meet = rows.some((covered) => covered[one] === row[one] && covered[other] === row[other]);
          expect(meet, `${row[one]} with ${row[other]}`).to.equal(true);
        }
      }
    }
    expect(coverPairs(FACTORS, 1)).to.deep.equal(rows);
  });
});
