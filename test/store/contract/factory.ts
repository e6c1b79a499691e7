import type { Store } from '../../../src/store/store.ts';

/** One fresh, empty store; `reopen` gives what a second program sees of the same data. */
export type StoreFixture = {
  readonly store: Store;
  reopen(): Promise<Store>;
  destroy(): Promise<void>;
};

export type StoreFactory = () => Promise<StoreFixture>;

/** The error a promise is rejected with; fails when it is not. */
export const rejection = async (promise: Promise<unknown>): Promise<Error> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('expected a rejection');
};
