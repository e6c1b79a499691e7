import { expect } from 'chai';
import fc from 'fast-check';
import { componentKey } from '../../src/model/names/componentName.ts';
import { createMemoryStore } from './memory/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';
import { answersOf } from './answersOf.ts';
import { named } from './builders.ts';
import { play } from './playSteps.ts';
import { EVERY_NAME, ORGS, steps } from './randomSteps.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

/** What must hold in any store after anything. */
const expectSoundModel = async (store: Store): Promise<void> => {
  for (const orgKey of ORGS)
    for (const name of EVERY_NAME) {
      const key = componentKey(named(name));
      const versions = await store.versions(orgKey, key);
      const current = versions.filter(({ to }) => to === undefined);
      expect(current.length, 'at most one current version').to.be.at.most(1);
      expect((await store.component(orgKey, key)) === undefined).to.equal(current.length === 0);
      versions.forEach(({ from, to }, index) => {
        expect(from, 'no empty interval').to.be.below(to ?? Number.POSITIVE_INFINITY);
        const newer = versions[index - 1];
        if (newer !== undefined) expect(to ?? Number.POSITIVE_INFINITY, 'no overlap').to.be.at.most(newer.from);
      });
    }
  for (const orgKey of ORGS) {
    const known = await store.known(orgKey);
    expect(new Set(known.map(componentKey)).size, 'no name twice').to.equal(known.length);
    expect(await store.counts(orgKey)).to.deep.equal({
      components: known.length,
      references: (await store.references(orgKey, {})).length,
      grants: (await store.grants(orgKey, {})).length,
    });
  }
};

/** Also so few that many publications leave search rows for later, which the store in memory never does. */
const rowsAtOnce = fc.constantFrom(0, 1, 3, 2_000);

describe('after any sequence of runs', () => {
  it('the SQLite store and the store in memory give the same answers, and their models are sound', async function () {
    this.timeout(180_000);
    await fc.assert(
      fc.asyncProperty(steps, rowsAtOnce, async (sequence, searchRowsAtOnce) => {
        const fixture = await temporarySqliteStore({ searchRowsAtOnce });
        const memory = createMemoryStore();
        try {
          for (const [index, step] of sequence.entries()) {
            const played = await play(fixture.store, step, index);
            expect(await play(memory, step, index)).to.deep.equal(played);
            await expectSoundModel(fixture.store);
          }
          const answers = await answersOf(fixture.store);
          expect(answers).to.deep.equal(await answersOf(memory));
          expect(await answersOf(await fixture.reopen()), 'to another program').to.deep.equal(answers);
        } finally {
          await fixture.destroy();
        }
      }),
      { numRuns: 100 }
    );
  });
});
