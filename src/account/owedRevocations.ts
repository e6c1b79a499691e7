import { join } from 'node:path';
import { hashedName, whyUnreadable, type AccountRecords } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';

/** Below the account's folder. */
const FOLDER = 'owed';

/** The account's place for these files, one for each. */
export type OwedRecords = Pick<AccountRecords, 'list' | 'write' | 'remove'>;

/**
 * A login that a policy forbids and a sync still uses: it stays where the sf CLI keeps it, because whoever revokes it
 * needs it, and is removed and revoked when that sync has ended. There is no secret in it.
 */
export type OwedRevocation = {
  readonly username: string;
  readonly orgId: string;
  /** Where the sf CLI keeps the login: another `HOME` has another login of the same name. */
  readonly loginFolder: string;
  /** URL of the store that knows the run. */
  readonly store: string;
  readonly orgKey: string;
  readonly runId: string;
  /** Who held the run when this was noted. */
  readonly holder: { readonly host: string; readonly pid: number };
  readonly at: string;
  readonly actor: string;
  /** The org's own marker forbade it: that says no other store, and only the org can take it back. */
  readonly marked?: true;
  /** The last try to revoke it that failed. */
  readonly tried?: { readonly at: string; readonly problem: string };
};

/** A record that can't be relied on: something may be owed of which only its file's name is known. */
export type UnreadableOwed = { readonly name: string; readonly problem: string };

export type OwedRevocations = {
  list(): Promise<{ readonly owed: readonly OwedRevocation[]; readonly unreadable: readonly UnreadableOwed[] }>;
  /** Notes it, or replaces what was noted of the same login. */
  note(owed: OwedRevocation): Promise<void>;
  /** Forgets it: the login is removed, or not forbidden any more. */
  done(login: Pick<OwedRevocation, 'username' | 'loginFolder'>): Promise<void>;
};

/** The file in which an entry is; for a folder that can't be read, the folder. */
export const owedPath = ({ folder }: Pick<Account, 'folder'>, { name }: Pick<UnreadableOwed, 'name'>): string =>
  name === FOLDER ? join(folder, FOLDER) : join(folder, FOLDER, `${name}.json`);

/** The revocations that this account still owes, whichever command is to do them. */
export const owedRevocations = (records: OwedRecords): OwedRevocations => ({
  list: async () => {
    const kept = await records.list().catch(unreadableFolder);
    const entries = kept.map((one) => {
      if (one.problem !== undefined) return { name: one.name, problem: one.problem };
      return toOwed(one.value) ?? { name: one.name, problem: 'it is incomplete' };
    });
    return {
      owed: entries.filter((entry): entry is OwedRevocation => 'runId' in entry),
      unreadable: entries.filter((entry): entry is UnreadableOwed => 'problem' in entry),
    };
  },
  note: (owed) => records.write(nameOf(owed), owed),
  done: (login) => records.remove(nameOf(login)),
});

const unreadableFolder = (error: unknown): Awaited<ReturnType<OwedRecords['list']>> => [
  { name: FOLDER, problem: whyUnreadable(error) },
];

/** A name that says nothing of the login and fits every file system. */
const nameOf = ({ username, loginFolder }: Pick<OwedRevocation, 'username' | 'loginFolder'>): string =>
  hashedName(JSON.stringify([loginFolder, username]));

const TEXTS = ['username', 'orgId', 'loginFolder', 'store', 'orgKey', 'runId', 'at', 'actor'] as const;

const toOwed = (value: Readonly<Record<string, unknown>>): OwedRevocation | undefined => {
  const { holder, marked, tried } = value;
  if (TEXTS.some((name) => typeof value[name] !== 'string') || !isHolder(holder)) return undefined;
  const texts = Object.fromEntries(TEXTS.map((name) => [name, value[name]])) as Record<(typeof TEXTS)[number], string>;
  return { ...texts, holder, ...(marked === true ? { marked } : {}), ...(isTry(tried) ? { tried } : {}) };
};

const isHolder = (value: unknown): value is OwedRevocation['holder'] =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { host?: unknown }).host === 'string' &&
  typeof (value as { pid?: unknown }).pid === 'number';

const isTry = (value: unknown): value is NonNullable<OwedRevocation['tried']> =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { at?: unknown }).at === 'string' &&
  typeof (value as { problem?: unknown }).problem === 'string';
