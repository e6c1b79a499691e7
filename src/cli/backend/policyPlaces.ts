import { type KnownOrg, type KnownOrgs } from '../../account/knownOrgs.ts';
import type { StoreOwners } from '../../account/storeOwners.ts';
import type { Account } from '../../account/thisAccount.ts';
import { policyMessage } from '../../messages.ts';
import type { Fetch } from '../../policy/fetchPolicy.ts';
import { POLICY_NAMES, strictValue } from '../../policy/policies.ts';
import { systemPolicyPath } from '../../policy/policyLocation.ts';
import { knownValues, type CorporatePlaces, type OrgReading, type StoreReading } from '../../policy/readPolicies.ts';
import { printable, redact } from '../../redact.ts';
import { readStoredPolicies, sqliteBackend, type Backend } from '../../store/openStore.ts';
import type { Store } from '../../store/store.ts';
import { sfConfigFiles } from './configFiles.ts';
import { noteStrictOrgs, type Notes } from './notedStore.ts';

/** What this program has open. */
type Open = {
  readonly store: Store;
  readonly backend: Backend;
  /** Where a store is by default, as variables have it. */
  readonly byDefault: Backend;
  readonly account: Account;
  readonly owners: StoreOwners;
  readonly known: KnownOrgs;
};

/**
 * Every place that may say something of policies. The default stores count too, the one where the variables put it and
 * the one of the account's home, and so does what this account knows from other stores: neither another backend nor
 * another data folder is a way round a policy.
 */
export const policyPlaces = ({ store, backend, byDefault, account, owners, known }: Open): CorporatePlaces => {
  const inUse = {
    where: backend.name,
    read: async () => ({ corporate: await store.corporatePolicies(), orgs: await store.orgs({ all: true }) }),
  };
  const others = [byDefault, sqliteBackend(account.defaultStore)]
    .filter(({ path }, index, all) => path !== backend.path && all.findIndex((one) => one.path === path) === index)
    .map((other) => ({ where: other.name, read: async () => readStoredPolicies(other) }));
  return {
    systemFile: systemPolicyPath(process.platform),
    environment: process.env,
    workingFolder: process.cwd(),
    configFiles: sfConfigFiles(process.cwd()),
    stores: [inUse, ...others],
    known: (stores) => knownElsewhere(stores, { byDefault, account, owners, known }),
    // One for each command: what it fetches is used again for a moment.
    fetch: (url, init) => policyFetch(url, init),
  };
};

/**
 * What this account knows of orgs that none of the stores says by itself. The default stores are noted here, for the day
 * that one is gone or a variable leads elsewhere; the store in use is noted when it is opened.
 */
const knownElsewhere = async (
  stores: readonly StoreReading[],
  { byDefault, account, owners, known }: Pick<Open, 'byDefault' | 'account' | 'owners' | 'known'>
): Promise<OrgReading[]> => {
  const defaults = new Map([byDefault, sqliteBackend(account.defaultStore)].map((one) => [one.name, one]));
  for (const [name, backend] of defaults) {
    const orgs = stores.find(({ where }) => where === name)?.orgs ?? [];
    // Where it can't be noted, what the store says is in force all the same.
    await noteStrictOrgs(orgs, notesOfFound(backend, known, owners)).catch(() => undefined);
  }
  const [noted, isSafe] = [await known.list(), known.isSafe()];
  return [
    ...noted.known
      .filter((entry) => !isSaidBy(stores, entry))
      .map((entry) => toReading(isSafe ? entry : { ...entry, policies: strictOnly(entry.policies) })),
    ...noted.unreadable.map(({ where, problem, orgId }) => ({
      where,
      statement: { problem },
      ...(orgId === undefined ? {} : { org: { orgId } }),
    })),
  ].filter(({ statement }) => statement.problem !== undefined || Object.keys(statement.values).length > 0);
};

/** How a policy is noted for the account that this account itself has just set. */
export const notesOfSet = (
  { name, path }: Pick<Backend, 'name' | 'path'>,
  known: KnownOrgs,
  owners: StoreOwners
): Notes => ({
  known,
  url: name,
  now: () => new Date(),
  isBelieved: async () => (await owners.changed(path)) === undefined,
});

/**
 * The same for what is found in a store. An *off* is believed only where another user owns the file and nobody else may
 * write it: in a file of the account's own, only this account lifts a policy; and who else may write a file may have
 * written anything. What is seen first is taken as it is: nothing was known that it could lift.
 */
export const notesOfFound = (
  backend: Pick<Backend, 'name' | 'path'>,
  known: KnownOrgs,
  owners: StoreOwners
): Notes => ({
  ...notesOfSet(backend, known, owners),
  isBelieved: async (isNew) =>
    // Somebody else may have taken away what was noted.
    known.isSafe() &&
    (await owners.changed(backend.path)) === undefined &&
    (isNew || (await owners.isAnotherOnes(backend.path))),
});

const strictOnly = (policies: KnownOrg['policies']): KnownOrg['policies'] =>
  Object.fromEntries(
    POLICY_NAMES.filter((name) => policies[name] === strictValue(name)).map((name) => [name, strictValue(name)])
  );

/** Whether its store says all of it: the policies, and each name by which the org is known again after a refresh. */
const isSaidBy = (stores: readonly StoreReading[], { store, orgId, policies, ...known }: KnownOrg): boolean => {
  const said = stores.find(({ where }) => where === store)?.orgs.filter((org) => org.orgId === orgId) ?? [];
  const isNamed = [known, ...(known.others ?? [])].every(({ username, instanceUrl }) =>
    said.some((org) => org.username === username && org.instanceUrl === instanceUrl)
  );
  return (
    said.length > 0 &&
    isNamed &&
    said.some(({ isSandbox }) => isSandbox === known.isSandbox) &&
    said.every((org) => POLICY_NAMES.every((name) => org.policies[name] === policies[name]))
  );
};

const toReading = ({ store, policies, at, file, ...org }: KnownOrg): OrgReading => ({
  where: policyMessage('noted', [redact(printable(store)), at.slice(0, 10), file]),
  org,
  statement: { values: knownValues(policies) },
});

/**
 * Fetches a policy as orgs are reached: through the proxy of `HTTPS_PROXY` and `NO_PROXY`. Certificates are
 * checked whatever the environment says. Who puts a proxy of their own in between can change what this one source says,
 * and no other: the sources add up.
 */
export const policyFetch: Fetch = async (url, init) => {
  const [{ EnvHttpProxyAgent, fetch }, { proxiesOf }] = await Promise.all([
    import('undici'),
    import('../../salesforce/transport/proxies.ts'),
  ]);
  const checked = { rejectUnauthorized: true };
  const dispatcher = new EnvHttpProxyAgent({ ...proxiesOf(process.env), connect: checked, requestTls: checked });
  // The types of Node's own fetch and of the library's name the same request differently.
  return fetch(url, { ...(init as Parameters<typeof fetch>[1]), dispatcher });
};
