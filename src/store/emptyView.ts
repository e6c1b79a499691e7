import type { StoreView } from './store.ts';

const nothing = <Item>(): Promise<Item[]> => Promise.resolve([]);
const none = (): Promise<undefined> => Promise.resolve(undefined);

/** What a store answers in which there is nothing. `roles`: those of the user who would create it. */
export const emptyView = (roles: StoreView['roles']): StoreView => ({
  roles,
  orgs: nothing,
  org: none,
  runs: nothing,
  run: none,
  lastPublished: none,
  known: nothing,
  documents: nothing,
  components: nothing,
  component: none,
  havingAttribute: nothing,
  versions: nothing,
  references: nothing,
  grants: nothing,
  counts: () => Promise.resolve({ components: 0, references: 0, grants: 0 }),
  content: none,
  storedDocuments: nothing,
  corporatePolicies: () => Promise.resolve({}),
  audits: nothing,
});
