import { isDeepStrictEqual } from 'node:util';
import type { KnownOrg, KnownOrgs } from '../../account/knownOrgs.ts';
import type { UsedTokens } from '../../account/usedTokens.ts';
import type { Guard } from '../../policy/guard.ts';
import { POLICY_NAMES, strictValue } from '../../policy/policies.ts';
import { strictestPolicies } from '../../policy/strictestPolicies.ts';
import type { OrgPolicies } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

const MANUAL = 'manual-sync-only';

/** Where what a store says of its orgs is noted for the account. */
export type Notes = {
  readonly known: KnownOrgs;
  /** URL of the store. */
  readonly url: string;
  readonly now: () => Date;
  /** Where it is false, only what is stricter is noted. `isNew`: nothing was noted of the org in this store before. */
  readonly isBelieved: (isNew: boolean) => Promise<boolean>;
};

/**
 * The store, with each org that is saved in it noted for the account, and each token that is good for one use noted as
 * well. Noting an org never fails a command: the policy is in force by the store itself, and `policy set` looks.
 */
export const notedStore = (store: Store, notes: Notes, tokens: UsedTokens): Store => ({
  ...store,
  saveOrg: async (org) => {
    await store.saveOrg(org);
    await noteOrgs([org], notes).catch(() => undefined);
  },
  changeOrg: async (key, change) => {
    const changed = await store.changeOrg(key, change);
    if (changed) await noteOrgs([changed], notes).catch(() => undefined);
    return changed;
  },
  eraseOrg: async (key, audit) => {
    const org = await store.eraseOrg(key, audit);
    // Its policy outlives its model.
    if (org) await noteOrgs([{ ...org, disconnectedAt: notes.now().toISOString() }], notes).catch(() => undefined);
    return org;
  },
  useToken: async (digest, at) => {
    // An account that can keep nothing goes by the store alone.
    const isNew = await tokens.use(digest, at).catch(() => true);
    return isNew && store.useToken(digest, at);
  },
});

/** The guard, before whose decisions what the store says of that very org is noted for the account. */
export const notingGuard = (guard: Guard, store: Pick<Store, 'org'>, notes: Notes): Guard => ({
  allow: async (action, org, context) => {
    const record = org.key === undefined ? undefined : await store.org(org.key);
    if (record !== undefined) await noteOrgs([record], notes).catch(() => undefined);
    return guard.allow(action, org, context);
  },
});

/**
 * Notes the orgs of a store that is only looked at, where their own policies allow less than by default: who has seen a
 * policy keeps to it in every other store. A look lifts nothing of what was noted before.
 */
export const noteStrictOrgs = async (orgs: readonly OrgPolicies[], notes: Notes): Promise<void> => {
  const said = (org: OrgPolicies): ReturnType<typeof strictestPolicies> => strictestPolicies([org]);
  const isStrict = (org: OrgPolicies): boolean => POLICY_NAMES.some((name) => said(org)[name] === strictValue(name));
  const ids = new Set(orgs.filter(isStrict).map(({ orgId }) => orgId));
  const isBelieved: Notes['isBelieved'] = async (isNew) => isNew && notes.isBelieved(isNew);
  await noteOrgs(
    orgs.filter(({ orgId }) => ids.has(orgId)),
    { ...notes, isBelieved }
  );
};

/**
 * Notes what a store says of orgs, where that is new. A store that says *off* lifts what it said itself before; one that
 * says nothing does not: it may be a new file in the place of the one that said *on*.
 */
export const noteOrgs = async (orgs: readonly OrgPolicies[], notes: Notes): Promise<void> => {
  const { known, url, now } = notes;
  for (const orgId of new Set(orgs.map((org) => org.orgId))) {
    const same = orgs.filter((org) => org.orgId === orgId);
    const found = await known.find({ orgId, store: url });
    const former = found !== undefined && 'store' in found ? found : undefined;
    // A store may hold several records of one org.
    const said = strictestPolicies(same);
    // What can't be read may have been an *on*: only what the store says itself takes its place.
    if (former === undefined && found !== undefined && said[MANUAL] === undefined) continue;
    const isBelieved = await notes.isBelieved(former === undefined);
    const noted = {
      orgId,
      store: url,
      isConnected: same.some(({ disconnectedAt }) => disconnectedAt === undefined),
      ...mergeIdentity(former, same, isBelieved),
      policies: mergePolicies(former?.policies ?? {}, said, isBelieved),
    };
    if (former === undefined || !isEqual(former, noted)) await known.note({ ...noted, at: now().toISOString() });
  }
};

type Values = KnownOrg['policies'];

type Identity = Pick<KnownOrg, 'username' | 'isSandbox' | 'instanceUrl' | 'others'>;

/** More names of one org than a sandbox's refreshes give it; what is noted first stays. */
const MOST_OTHERS = 40;

/**
 * By what an org is known again after a refresh. As long as its policy is strict, what is not believed takes nothing away:
 * other names come to those that are noted, or else its policy would not go on with the refreshed sandbox.
 */
const mergeIdentity = (former: KnownOrg | undefined, same: readonly OrgPolicies[], isBelieved: boolean): Identity => {
  const all = same.map(({ username, instanceUrl }) => ({ username, instanceUrl }));
  const isSandbox = same.some((org) => org.isSandbox);
  const [first = { username: '', instanceUrl: '' }] = all;
  const isStrict = former !== undefined && POLICY_NAMES.some((name) => former.policies[name] === strictValue(name));
  if (former === undefined || isBelieved || !isStrict) return { ...first, isSandbox };
  const { username, instanceUrl } = former;
  const others = [...(former.others ?? []), ...all].filter(
    (one, at, names) =>
      !(one.username === username && one.instanceUrl === instanceUrl) &&
      names.findIndex((other) => isDeepStrictEqual(one, other)) === at
  );
  const more = others.length === 0 ? {} : { others: others.slice(0, MOST_OTHERS) };
  return { username, instanceUrl, isSandbox: former.isSandbox || isSandbox, ...more };
};

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

type Noted = Omit<KnownOrg, 'at' | 'file'>;

const isEqual = (one: Noted, other: Noted): boolean =>
  one.isConnected === other.isConnected &&
  one.username === other.username &&
  one.isSandbox === other.isSandbox &&
  one.instanceUrl === other.instanceUrl &&
  isDeepStrictEqual(one.others, other.others) &&
  POLICY_NAMES.every((name) => one.policies[name] === other.policies[name]);
