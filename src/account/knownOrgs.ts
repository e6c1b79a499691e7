import { join } from 'node:path';
import { accountRecords, hashedName, whyUnreadable, type AccountRecords, type Kept } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';
import { weakRecords } from './weakRecords.ts';

/** What a store said of an org when this account last used that store. */
export type KnownOrg = {
  readonly orgId: string;
  /** URL of the store. */
  readonly store: string;
  readonly isConnected: boolean;
  readonly username: string;
  readonly isSandbox: boolean;
  readonly instanceUrl: string;
  /** What else the org was called by records that did not count enough to take the place of those names. */
  readonly others?: ReadonlyArray<{ readonly username: string; readonly instanceUrl: string }>;
  readonly policies: { readonly [name: string]: boolean };
  readonly at: string;
  /** Where this is noted. */
  readonly file: string;
};

/** A file that can't be relied on. `orgId` is the org that it is about, where its name says so. */
export type UnreadableOrg = { readonly where: string; readonly problem: string; readonly orgId?: string };

/** An entry as it can be forgotten; without policies where it can't be read. */
export type NamedEntry = { readonly name: string; readonly orgId: string; readonly policies: KnownOrg['policies'] };

export type KnownOrgs = {
  /** Not older than two seconds, and with all that was noted by this object. */
  list(): Promise<{ readonly known: readonly KnownOrg[]; readonly unreadable: readonly UnreadableOrg[] }>;
  /** The entry that a store has for an org, as it is now; undefined where there is none. */
  find(entry: Pick<KnownOrg, 'orgId' | 'store'>): Promise<KnownOrg | UnreadableOrg | undefined>;
  note(org: Omit<KnownOrg, 'file'>): Promise<void>;
  /** The entries of one store, also those that can't be read, by the names of their files. */
  namesOf(store: string): Promise<NamedEntry[]>;
  forget(name: string): Promise<void>;
  /** Whether nobody else can have written what is noted: else it lifts nothing. */
  isSafe(): boolean;
};

/** The orgs that this account knows from any store, so that another store is no way round an org's own policy. */
export const knownOrgs = (account: Account, now: () => number = Date.now): KnownOrgs => {
  const records = accountRecords(account, 'orgs');
  const place = join(account.folder, 'orgs');
  const entryOf = (kept: Kept): KnownOrg | UnreadableOrg =>
    kept.problem === undefined ? toOrg(kept, place) : unreadable(kept, place);
  let recent: { readonly at: number; readonly listed: ReturnType<KnownOrgs['list']> } | undefined;
  const list: KnownOrgs['list'] = async () => {
    try {
      const entries = (await records.list()).map(entryOf);
      return {
        known: entries.filter((entry) => 'store' in entry),
        unreadable: entries.filter((entry) => 'problem' in entry),
      };
    } catch (error) {
      return { known: [], unreadable: [{ where: account.folder, problem: whyUnreadable(error) }] };
    }
  };
  return {
    list: async () => {
      // Each decision of a command lists them, and few of those follow a wait.
      const age = recent === undefined ? Infinity : now() - recent.at;
      if (recent === undefined || age < 0 || age >= RECENT_MS) recent = { at: now(), listed: list() };
      return recent.listed;
    },
    find: async (entry) => {
      const kept = ORG_ID.test(entry.orgId) ? await records.read(nameOf(entry)) : undefined;
      return kept && entryOf(kept);
    },
    note: async (org) => {
      if (!ORG_ID.test(org.orgId)) return;
      const isNew = (await records.read(nameOf(org))) === undefined;
      await records.write(nameOf(org), org);
      recent = undefined;
      if (isNew) await forgetIdle(records, (await list()).known);
    },
    namesOf: async (store) => {
      const kept = await records.list();
      return kept
        .filter(({ name }) => name.endsWith(`-${hashedName(store)}`))
        .map((entry) => {
          const org = entry.problem === undefined ? toOrg(entry, place) : undefined;
          const policies = org !== undefined && 'policies' in org ? org.policies : {};
          return { name: entry.name, orgId: orgIdIn(entry.name) ?? '', policies };
        });
    },
    forget: async (name) => {
      await records.remove(name);
      recent = undefined;
    },
    isSafe: () => weakRecords(account) === undefined,
  };
};

/** How long a listing is used again: less than anybody waits for an answer. */
const RECENT_MS = 2_000;

/** More orgs than anybody works with. */
const KEPT = 500;

/** What says nothing of a policy protects nothing: of that the oldest goes when there is too much. */
const forgetIdle = async (records: Pick<AccountRecords, 'remove'>, known: readonly KnownOrg[]): Promise<void> => {
  const idle = known
    .filter(({ policies }) => Object.keys(policies).length === 0)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  for (const org of idle.slice(0, Math.max(0, known.length - KEPT))) await records.remove(nameOf(org));
};

const nameOf = ({ orgId, store }: Pick<KnownOrg, 'orgId' | 'store'>): string => `${orgId}-${hashedName(store)}`;

/** What a store says is no path. */
const ORG_ID = /^00D[0-9A-Za-z]{12,15}$/;

const orgIdIn = (name: string): string | undefined => /^00D\w{12,15}(?=-)/.exec(name)?.[0];

const unreadable = (
  { name, problem }: { readonly name: string; readonly problem: string },
  place: string
): UnreadableOrg => {
  const orgId = orgIdIn(name);
  return { where: join(place, `${name}.json`), problem, ...(orgId === undefined ? {} : { orgId }) };
};

const isNames = (value: unknown): value is NonNullable<KnownOrg['others']>[number] =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { username?: unknown }).username === 'string' &&
  typeof (value as { instanceUrl?: unknown }).instanceUrl === 'string';

const toOrg = (
  entry: { readonly name: string; readonly value: Readonly<Record<string, unknown>> },
  place: string
): KnownOrg | UnreadableOrg => {
  const { orgId, store, isConnected, isSandbox, policies, at } = entry.value;
  const isWhole =
    typeof orgId === 'string' &&
    orgId === orgIdIn(entry.name) &&
    typeof store === 'string' &&
    typeof policies === 'object' &&
    policies !== null &&
    Object.values(policies).every((value) => typeof value === 'boolean');
  if (!isWhole) return unreadable({ name: entry.name, problem: 'it is incomplete' }, place);
  const values = policies as { readonly [name: string]: boolean };
  const text = (name: string): string => (typeof entry.value[name] === 'string' ? entry.value[name] : '');
  return {
    orgId,
    store,
    isConnected: isConnected === true,
    username: text('username'),
    isSandbox: isSandbox === true,
    instanceUrl: text('instanceUrl'),
    ...(Array.isArray(entry.value['others']) ? { others: entry.value['others'].filter(isNames) } : {}),
    policies: values,
    at: String(at),
    file: join(place, `${entry.name}.json`),
  };
};
