import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { wayTo } from '../files/wayTo.ts';
import { weakFolderOf } from '../files/weakFolder.ts';
import { weakPlacesOf } from '../files/weakPlaces.ts';
import { accountRecords, hashedName, type Kept } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';
import { weakRecords } from './weakRecords.ts';

/** A store whose file belongs to another user of the machine than it did, or is another file. Users by number. */
export type ChangedOwner = {
  /** As it was named. */
  readonly path: string;
  /** After all links. */
  readonly file: string;
  /** Undefined where the account's own record can't be read. */
  readonly recorded: number | undefined;
  readonly found: number;
};

export type StoreOwners = {
  /**
   * Whom a store's file belongs to is remembered when it is seen first. Who may write in its folder can put another file
   * in its place, which then is theirs: that is found here. Undefined: it is as it was, or nothing can be known (there is
   * no file, or the platform has no owners by number).
   */
  changed(path: string): Promise<ChangedOwner | undefined>;
  /** Whom the file belonged to when this account last saw it as it should be; undefined where that is not known. */
  recorded(path: string): Promise<number | undefined>;
  /** The file as it is now; undefined where there is none. */
  see(path: string): Promise<SeenStore | undefined>;
  /**
   * Takes the present owner for the right one, where the file is still the one that was seen. Other accounts learn it by a file beside the store, which counts because
   * it belongs to the former owner or to root. Never rejects.
   */
  accept(path: string, seen?: SeenStore): Promise<Acceptance>;
  /** Whether the file is another user's and nobody but that one may write it, or put another one in its place. */
  isAnotherOnes(path: string): Promise<boolean>;
  /** Whether another user than this account and root owns the file, may write it, or put another one in its place. */
  isEditable(path: string): boolean;
};

/** The owner of one store's file. `path` is as it was named. */
export type StoreOwner = {
  readonly path: string;
  changed(): Promise<ChangedOwner | undefined>;
  see(): Promise<SeenStore | undefined>;
  accept(seen?: SeenStore): Promise<Acceptance>;
};

/** What somebody looks at before they confirm it. */
export type SeenStore = {
  /** After all links. */
  readonly file: string;
  readonly found: number;
  /** Which file of which disk it is. */
  readonly id: string;
};

/** Whom the file belongs to, and what could not be written, as codes of errors. */
export type Acceptance = {
  readonly path: string;
  /** Undefined where there is no file, or another one than was seen: then nothing was written. */
  readonly found: number | undefined;
  readonly unnoted?: string;
  readonly untold?: string;
};

export const storeOwner = (owners: Omit<StoreOwners, 'isEditable'>, path: string): StoreOwner => ({
  path,
  changed: () => owners.changed(path),
  see: () => owners.see(path),
  accept: (seen) => owners.accept(path, seen),
});

const CONFIRMATION = '.owner.json';
const MAX_SIZE = 4_096;
const WRITABLE_BY_OTHERS = 0o022;

export const storeOwners = (account: Account): StoreOwners => {
  const records = accountRecords(account, 'stores');
  const note = ({ path, file }: Looked, owner: number, newest: number): Promise<void> =>
    records.write(hashedName(path), { path, file, owner, ...(newest === 0 ? {} : { newest }) });
  return {
    changed: async (path) => {
      if (account.userId === undefined) return undefined;
      const looked = await look(path);
      const { file, found } = looked;
      if (found === undefined) return undefined;
      const kept = await records.read(hashedName(looked.path));
      if (kept === undefined) {
        // Where nothing can be remembered, nothing is lost but this protection.
        await note(looked, found, 0).catch(() => undefined);
        return undefined;
      }
      const recorded = ownerIn(kept);
      // A link in its place leads to another file, whoever owns that one.
      const isSame = kept.problem === undefined && kept.value['file'] === file;
      const newest = newestIn(kept);
      // Who the former owner was is not certain where others may have written it: then root's word alone counts.
      const said = await confirmationOf(looked, weakRecords(account) === undefined ? recorded : undefined);
      const isNewer = said !== undefined && said.at > newest;
      if (recorded === found && isSame) {
        // So that an older one, which somebody kept, is known as older.
        if (isNewer) await note(looked, found, said.at).catch(() => undefined);
        return undefined;
      }
      if (isNewer && said.isAboutIt) {
        await note(looked, found, said.at).catch(() => undefined);
        return undefined;
      }
      return { path: looked.path, file, recorded, found };
    },
    recorded: async (path) => {
      const kept = await records.read(hashedName(resolve(path)));
      // What others may have written gives nobody a right.
      return weakRecords(account) === undefined ? ownerIn(kept) : undefined;
    },
    see: async (path) => {
      const { file, found, id } = await look(path);
      return found === undefined ? undefined : { file, found, id };
    },
    accept: async (path, seen) => {
      const looked = await look(path);
      const { file, found, id } = looked;
      const isSeen = seen === undefined || (seen.file === file && seen.found === found && seen.id === id);
      if (found === undefined || !isSeen) return { path: looked.path, found: undefined };
      const kept = await records.read(hashedName(looked.path));
      const present = await confirmationOf(looked, account.userId);
      const at = Math.max(Date.now(), newestIn(kept) + 1, (present?.at ?? 0) + 1);
      const said = { version: 1, path: looked.path, file, owner: found, id, at };
      const unnoted = await failureOf(note(looked, found, at));
      const text = `${JSON.stringify(said, null, 2)}\n`;
      const untold = await failureOf(replaceFile(looked.path + CONFIRMATION, text, { mode: 0o644 }));
      return { path: looked.path, found, ...(unnoted ? { unnoted } : {}), ...(untold ? { untold } : {}) };
    },
    isAnotherOnes: async (path) => {
      const { file, found, mode } = await look(path);
      if (account.userId === undefined || found === undefined || found === account.userId) return false;
      return (mode & WRITABLE_BY_OTHERS) === 0 && weakFolderOf(file, { trusted: [found] }) === undefined;
    },
    isEditable: (path) => account.userId !== undefined && weakPlacesOf(resolve(path), [0, account.userId]).length > 0,
  };
};

/** A store's file: as it was named, after all links, whom it belongs to, and which file of the disk it is. */
type Looked = {
  readonly path: string;
  readonly file: string;
  readonly found: number | undefined;
  readonly id: string;
  readonly mode: number;
};

const look = async (named: string): Promise<Looked> => {
  const path = resolve(named);
  const file = wayTo(path).end;
  const stats = await stat(file, { bigint: true }).catch(() => undefined);
  return {
    path,
    file,
    found: stats === undefined ? undefined : Number(stats.uid),
    mode: Number(stats?.mode ?? 0),
    id: stats === undefined ? '' : `${String(stats.dev)}:${String(stats.ino)}`,
  };
};

const failureOf = (work: Promise<void>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown error'
  );

/** Milliseconds; a clock may be wrong, but no time of the far future may make all later confirmations old. */
const DAY_MS = 86_400_000;

const ownerIn = (kept: Kept | undefined): number | undefined => {
  const owner = kept?.problem === undefined ? kept?.value['owner'] : undefined;
  return typeof owner === 'number' ? owner : undefined;
};

/** When the newest confirmation was written that this account has seen. */
const newestIn = (kept: Kept | undefined): number => {
  const newest = kept?.problem === undefined ? kept?.value['newest'] : undefined;
  return isTime(newest) ? newest : 0;
};

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < Date.now() + DAY_MS;

/**
 * What the former owner, or root, wrote of the store beside it: when, and whether this very file is the right one by it.
 * A link or a second name proves nothing, and neither does what was written of another file: an old confirmation must not
 * confirm a new file. Nor one that was taken back since: the newest that was seen counts, so the time has to be later.
 */
const confirmationOf = async (
  { path, file, found, id }: Looked,
  recorded: number | undefined
): Promise<{ readonly at: number; readonly isAboutIt: boolean } | undefined> => {
  try {
    const read = await readOrdinaryFile(path + CONFIRMATION, MAX_SIZE);
    if (read === undefined) return undefined;
    const [uid, nlink, mode] = [read.stats.uid, read.stats.nlink, read.stats.mode].map(Number);
    const isTheirs = uid === recorded || uid === 0;
    if (!isTheirs || nlink !== 1 || ((mode ?? 0) & WRITABLE_BY_OTHERS) !== 0) return undefined;
    const said = JSON.parse(read.text) as Record<string, unknown>;
    if (said['version'] !== 1 || said['path'] !== path || !isTime(said['at'])) return undefined;
    return { at: said['at'], isAboutIt: said['file'] === file && said['owner'] === found && said['id'] === id };
  } catch {
    return undefined;
  }
};
