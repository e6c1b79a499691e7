import type { KnownOrg, KnownOrgs } from '../../account/knownOrgs.ts';
import { POLICY_NAMES, strictValue } from '../../policy/policies.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

const MANUAL = 'manual-sync-only';

/** Where what a store says of its orgs is noted for the account. */
export type Notes = {
  readonly known: KnownOrgs;
  /** URL of the store. */
  readonly url: string;
  readonly now: () => Date;
  /** False for a store that changed hands: then only what is stricter is noted. */
  readonly isBelieved: () => Promise<boolean>;
};

/**
 * The store, with each org that is saved in it noted for the account. Noting never fails a command: the policy is in
 * force by the store itself.
 */
export const notedStore = (store: Store, notes: Notes): Store => ({
  ...store,
  saveOrg: async (org) => {
    await store.saveOrg(org);
    await noteOrgs([org], notes).catch(() => undefined);
  },
  eraseOrg: async (key) => {
    const org = await store.org(key);
    await store.eraseOrg(key);
    // Its policy outlives its model.
    if (org) await noteOrgs([{ ...org, disconnectedAt: notes.now().toISOString() }], notes).catch(() => undefined);
  },
});

/**
 * Notes what a store says of orgs, where that is new. A store that says *off* lifts what it said itself before; one that
 * says nothing does not: it may be a new file in the place of the one that said *on*.
 */
export const noteOrgs = async (
  orgs: ReadonlyArray<Pick<OrgRecord, 'orgId' | 'policies' | 'disconnectedAt'>>,
  notes: Notes
): Promise<void> => {
  const { known, url, now } = notes;
  const isBelieved = await notes.isBelieved();
  const before = (await known.list()).known.filter(({ store }) => store === url);
  for (const orgId of new Set(orgs.map((org) => org.orgId))) {
    const same = orgs.filter((org) => org.orgId === orgId);
    const former = before.find((entry) => entry.orgId === orgId);
    const isConnected = same.some(({ disconnectedAt }) => disconnectedAt === undefined);
    const policies = strictest(same);
    const merged = mergePolicies(former?.policies ?? {}, policies, isBelieved);
    if (former?.isConnected === isConnected && isEqual(former.policies, merged)) continue;
    // What can't be read may have been an *on*: only what the store says itself takes its place.
    if (former === undefined && policies[MANUAL] === undefined && (await known.problemOf({ orgId, store: url })))
      continue;
    await known.note({ orgId, store: url, isConnected, policies: merged, at: now().toISOString() });
  }
};

type Values = KnownOrg['policies'];

/** A store may hold several records of one org. */
const strictest = (orgs: ReadonlyArray<Pick<OrgRecord, 'policies'>>): Values =>
  Object.fromEntries(
    POLICY_NAMES.flatMap((name): Array<[string, boolean]> => {
      const values = orgs.flatMap(({ policies }) => policies[name] ?? []);
      const strict = strictValue(name);
      return values.length === 0 ? [] : [[name, values.includes(strict) ? strict : !strict]];
    })
  );

const mergePolicies = (
  former: Values,
  said: { readonly [name: string]: boolean | undefined },
  isBelieved: boolean
): Values =>
  Object.fromEntries(
    POLICY_NAMES.flatMap((name): Array<[string, boolean]> => {
      const [was, is] = [former[name], said[name]];
      const value = isBelieved ? (is ?? was) : is === strictValue(name) ? is : was;
      return value === undefined ? [] : [[name, value]];
    })
  );

const isEqual = (one: Values, other: Values): boolean => POLICY_NAMES.every((name) => one[name] === other[name]);
