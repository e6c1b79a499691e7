import { join } from 'node:path';
import { accountRecords, hashedName } from './accountRecords.ts';
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
  list(): Promise<{ readonly known: readonly KnownOrg[]; readonly unreadable: readonly UnreadableOrg[] }>;
  /** `undefined` where the entry that a store has for an org can be relied on, or is not there. */
  problemOf(entry: Pick<KnownOrg, 'orgId' | 'store'>): Promise<string | undefined>;
  note(org: Omit<KnownOrg, 'file'>): Promise<void>;
  /** The entries of one store, also those that can't be read, by the names of their files. */
  namesOf(store: string): Promise<NamedEntry[]>;
  forget(name: string): Promise<void>;
  /** Whether nobody else can have written what is noted: else it lifts nothing. */
  isSafe(): boolean;
};

/** The orgs that this account knows from any store, so that another store is no way round an org's own policy. */
export const knownOrgs = (account: Account): KnownOrgs => {
  const records = accountRecords(account, 'orgs');
  const place = join(account.folder, 'orgs');
  return {
    list: async () => {
      try {
        const kept = await records.list();
        const entries = kept.map((entry) =>
          entry.problem === undefined ? toOrg(entry, place) : unreadable(entry, place)
        );
        return {
          known: entries.filter((entry) => 'store' in entry),
          unreadable: entries.filter((entry) => 'problem' in entry),
        };
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
        return { known: [], unreadable: [{ where: account.folder, problem: `it can't be read (${code})` }] };
      }
    },
    problemOf: async (entry) => (await records.read(nameOf(entry)))?.problem,
    note: async (org) => {
      if (ORG_ID.test(org.orgId)) await records.write(nameOf(org), org);
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
    forget: async (name) => records.remove(name),
    isSafe: () => weakRecords(account) === undefined,
  };
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
    policies: values,
    at: String(at),
    file: join(place, `${entry.name}.json`),
  };
};
