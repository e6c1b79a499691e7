import { emptyView } from './emptyView.ts';
import type { Store, StoreView } from './store.ts';

/** The methods that write. */
type Writing = Omit<Store, keyof StoreView | 'close'>;

/** In the order of the interface; the type sees to it that none is missing. */
const WRITING: { readonly [Name in keyof Writing]: true } = {
  saveOrg: true,
  changeOrg: true,
  eraseOrg: true,
  prune: true,
  compact: true,
  beginRun: true,
  renewLease: true,
  saveRun: true,
  putDocuments: true,
  publish: true,
  setCorporatePolicy: true,
  useToken: true,
  audit: true,
};

type Method = (...parameters: readonly unknown[]) => Promise<unknown>;
type Methods = { readonly [name: string]: Method };

/**
 * A store that is not there yet: it answers that there is nothing, and `make` opens it when something is written to it
 * for the first time. Where it can't be made, the next writing tries again.
 */
export const storeMadeLater = (make: () => Promise<Store>, roles: StoreView['roles']): Store => {
  const empty = emptyView(roles);
  let made: Promise<Store> | undefined;
  const forget = (error: unknown): never => {
    made = undefined;
    throw error;
  };
  const call = async (target: Promise<object>, name: string, parameters: readonly unknown[]): Promise<unknown> =>
    ((await target) as Methods)[name]?.(...parameters);
  const reading =
    (name: string): Method =>
    (...parameters) =>
      call(made ?? Promise.resolve(empty), name, parameters);
  const writing =
    (name: string): Method =>
    (...parameters) =>
      call((made ??= make().catch(forget)), name, parameters);
  const methods: Methods = {
    ...Object.fromEntries(Object.keys(empty).map((name) => [name, reading(name)])),
    ...Object.fromEntries(Object.keys(WRITING).map((name) => [name, writing(name)])),
    // Nothing was removed from what is not there.
    compact: async (...parameters) =>
      made === undefined ? { before: 0, after: 0 } : call(made, 'compact', parameters),
    close: async () => (await made)?.close(),
  };
  return methods as object as Store;
};
