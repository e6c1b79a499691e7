import { createMemoryStore } from '../../store/memory/memoryStore.ts';
import type { Store } from '../../../src/store/store.ts';

/** What was written into a store, so that any number of others can begin where that one is. */
export type RecordedStore = {
  readonly store: Store;
  /** A new store in the state that the recorded one has now. */
  readonly copy: () => () => Promise<Store>;
};

const WRITES = [
  'saveOrg',
  'changeOrg',
  'beginRun',
  'saveRun',
  'putDocuments',
  'publish',
  'setCorporatePolicy',
] as const;

type Write = (store: Store) => Promise<unknown>;

/** A store in memory that remembers what is written into it. */
export const recordedStore = (): RecordedStore => {
  const writes: Write[] = [];
  const store = createMemoryStore();
  const recording = Object.fromEntries(
    WRITES.map((name) => [
      name,
      async (...given: readonly unknown[]): Promise<unknown> => {
        const write: Write = (target) =>
          (target[name] as (...values: readonly unknown[]) => Promise<unknown>)(...given);
        const result = await write(store);
        writes.push(write);
        return result;
      },
    ])
  );
  return {
    store: { ...store, ...recording },
    copy: () => {
      const soFar = [...writes];
      return async () => {
        const target = createMemoryStore();
        for (const write of soFar) await write(target);
        return target;
      };
    },
  };
};
