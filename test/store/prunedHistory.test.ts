import { expect } from 'chai';
import fc from 'fast-check';
import { componentKey } from '../../src/model/names/componentName.ts';
import { createMemoryStore } from './memory/memoryStore.ts';
import type { ComponentHistoryEntry } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { answersOf } from './answersOf.ts';
import { moment, named } from './builders.ts';
import { play } from './playSteps.ts';
import { EVERY_NAME, ORGS, publish, type PublishStep } from './randomSteps.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

/** A history in which much happens: the first runs add, the others change; after some of them something is pruned. */
const histories = fc.array(
  fc.record({
    step: publish.map((step): PublishStep => ({ ...step, org: step.org === 'two' ? 'two' : 'one' })),
    keep: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 2 }),
  }),
  { minLength: 3, maxLength: 9 }
);

const adding = (step: PublishStep): PublishStep => ({
  ...step,
  actions: EVERY_NAME.map((name, index) => ({
    label: undefined,
    text: undefined,
    parent: undefined,
    to: name.slice(-1),
    ...step.actions[index],
    name,
    fate: 'add' as const,
  })),
});

/**
 * The current answers; not from which document they come, which pruning may change. A name without a component is spelled as
 * it first came; what was pruned and is back is new.
 */
const currentOf = async (store: Store, orgKey: string): Promise<unknown> => {
  const spelled = (answer: unknown): unknown =>
    JSON.parse(
      JSON.stringify(answer, (name, value: unknown) =>
        ['componentId', 'firstSeen', 'origin'].includes(name) ? undefined : value
      ).toLowerCase()
    );
  return {
    runs: await store.runs(orgKey),
    counts: await store.counts(orgKey),
    documents: await store.documents(orgKey),
    components: spelled(await store.components(orgKey, {})),
    details: spelled(await Promise.all(EVERY_NAME.map((name) => store.component(orgKey, componentKey(named(name)))))),
    references: (spelled(await store.references(orgKey, {})) as unknown[]).map((one) => JSON.stringify(one)).sort(),
    grants: (spelled(await store.grants(orgKey, {})) as unknown[]).map((one) => JSON.stringify(one)).sort(),
  };
};

const withoutOrigin = (entry: ComponentHistoryEntry): ComponentHistoryEntry => {
  const { origin: _, ...version } = entry.version;
  return { ...entry, version };
};

describe('a history that is pruned now and then', () => {
  it('has the current model that it would have, and all versions but those that ended before the cut', async function () {
    this.timeout(240_000);
    let pruned = 0;
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const fixture = await temporarySqliteStore();
        const [memory, whole] = [createMemoryStore(), createMemoryStore()];
        const cuts = new Map<string, number>();
        try {
          for (const [index, { step, keep }] of history.entries()) {
            const played = index < 2 ? adding({ ...step, org: ORGS[index] ?? 'one' }) : step;
            for (const store of [fixture.store, memory, whole]) await play(store, played, index);
            if (keep === undefined) continue;
            const { org } = played;
            const before = moment((index - keep) * 10);
            const told = await fixture.store.prune(org, { before, dryRun: true }, () => true);
            const done = await fixture.store.prune(org, { before }, () => true);
            expect(done).to.deep.equal(told);
            expect(await memory.prune(org, { before }, () => true)).to.deep.equal(done);
            if ('pruned' in done && done.pruned.versions > 0) pruned += 1;
            const since = (await whole.runs(org)).filter(({ startedAt }) => startedAt >= before);
            const cut = Math.min(...since.map(({ number }) => number));
            cuts.set(org, Math.max(cut, cuts.get(org) ?? 0));
          }
          expect(await answersOf(fixture.store)).to.deep.equal(await answersOf(memory));
          await fixture.store.compact();
          for (const org of ORGS) {
            expect(await currentOf(fixture.store, org)).to.deep.equal(await currentOf(whole, org));
            for (const name of EVERY_NAME) {
              const key = componentKey(named(name));
              const kept = (await whole.versions(org, key)).filter(
                ({ to }) => to === undefined || to >= (cuts.get(org) ?? 0)
              );
              const versions = await fixture.store.versions(org, key);
              expect(versions.map(withoutOrigin), `${org} ${name}`).to.deep.equal(kept.map(withoutOrigin));
            }
          }
        } finally {
          await fixture.destroy();
        }
      }),
      { numRuns: 40 }
    );
    expect(pruned, 'something must have gone').to.be.greaterThan(3);
  });
});
