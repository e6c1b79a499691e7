import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { Wanted } from '../../src/sync/plan/batches.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { modelSignature, type ModelSignature } from './modelSignature.ts';
import { collaboratorsFor, startSyncRig, type SyncRig } from './syncRig.ts';
import { publishedRun } from './publishedRun.ts';

type Cut = (wanted: readonly Wanted[]) => Wanted[][];

/** mulberry32: a small random generator that a seed determines. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Throws everything into two to nine heaps, in an order of its own. */
const randomCut =
  (seed: number): Cut =>
  (wanted) => {
    const random = randomFrom(seed);
    const heaps: Wanted[][] = Array.from({ length: 2 + Math.floor(random() * 8) }, () => []);
    for (const [item] of wanted.map((item) => [item, random()] as const).sort(([, a], [, b]) => a - b)) {
      heaps[Math.floor(random() * heaps.length)]?.push(item);
    }
    return heaps.filter((heap) => heap.length > 0);
  };

const apart =
  (type: string): Cut =>
  (wanted) => [wanted.filter(({ entry }) => entry.type === type), wanted.filter(({ entry }) => entry.type !== type)];

describe('what a sync stores', () => {
  let rig: SyncRig;
  let whole: ModelSignature;

  const signatureWith = async (cut: Cut): Promise<ModelSignature> => {
    const store = createMemoryStore();
    const collaborators = { ...collaboratorsFor(store), cut };
    const org = await connectOrg({ username: rig.standin.adminUsername, actor: 'ada' }, collaborators);
    const run = await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, collaborators));
    expect(run).to.include({ state: 'succeeded' });
    return modelSignature(store, org.key);
  };

  before(async () => {
    rig = await startSyncRig();
    whole = await signatureWith((wanted) => [[...wanted]]);
  });

  after(() => rig.stop());

  const firstSeed = Math.floor(Math.random() * 1_000_000);
  for (let seed = firstSeed; seed < firstSeed + 10; seed += 1) {
    it(`does not depend on how the retrieve was cut, as by seed ${String(seed)}`, async () => {
      expect(await signatureWith(randomCut(seed))).to.deep.equal(whole);
    });
  }

  for (const type of ['Profile', 'CustomObject', 'Layout']) {
    it(`does not depend on whether ${type} was retrieved with the rest`, async () => {
      expect(await signatureWith(apart(type))).to.deep.equal(whole);
    });
  }

  it('does not depend on whether each profile was retrieved alone', async () => {
    const cut: Cut = (wanted) => [
      ...wanted.filter(({ entry }) => entry.type === 'Profile').map((profile) => [profile]),
      wanted.filter(({ entry }) => entry.type !== 'Profile'),
    ];

    expect(await signatureWith(cut)).to.deep.equal(whole);
  });
});
