import { emptyView } from './emptyView.ts';
import type { Pruned } from './records.ts';
import type { Store, StoreView } from './store.ts';

/** The methods that change only what is there. */
type Changing = 'eraseOrg' | 'prune' | 'compact' | 'renewLease' | 'saveRun';

/** The methods that write something new. */
type Writing = Omit<Store, keyof StoreView | Changing | 'close'>;

/** In the order of the interface; the type sees to it that none is missing. */
const WRITING: { readonly [Name in keyof Writing]: true } = {
  saveOrg: true,
  changeOrg: true,
  beginRun: true,
  putDocuments: true,
  publish: true,
  setCorporatePolicy: true,
  useToken: true,
  audit: true,
};

const NONE: Pruned = {
  versions: 0,
  references: 0,
  grants: 0,
  paths: 0,
  documents: 0,
  contents: 0,
  components: 0,
  bytes: 0,
};

/** What they answer where there is nothing. */
const nothingChanged: { readonly [Name in Changing]: Awaited<ReturnType<Store[Name]>> } = {
  eraseOrg: undefined,
  prune: { pruned: NONE },
  compact: { before: 0, after: 0 },
  renewLease: false,
  saveRun: undefined,
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
  const changing =
    (name: string, nothing: unknown): Method =>
    (...parameters) =>
      made === undefined ? Promise.resolve(nothing) : call(made, name, parameters);
  const methods: Methods = {
    ...Object.fromEntries(Object.keys(empty).map((name) => [name, reading(name)])),
    ...Object.fromEntries(Object.keys(WRITING).map((name) => [name, writing(name)])),
    ...Object.fromEntries(Object.entries(nothingChanged).map(([name, nothing]) => [name, changing(name, nothing)])),
    close: async () => (await made)?.close(),
  };
  return methods as object as Store;
};
