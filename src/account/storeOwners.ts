import { realpath, stat } from 'node:fs/promises';
import { readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { accountRecords, hashedName } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';

/** A store's file that belongs to another user of the machine than it did. Users by number. */
export type ChangedOwner = {
  readonly path: string;
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
  /**
   * Takes the present owner for the right one. Other accounts learn it by a file beside the store, which counts because
   * it belongs to the former owner or to root. Rejects where that file can't be written; this account goes by it all the
   * same.
   */
  accept(change: ChangedOwner): Promise<void>;
};

const CONFIRMATION = '.owner.json';
const MAX_SIZE = 4_096;
const WRITABLE_BY_OTHERS = 0o022;

export const storeOwners = (account: Account): StoreOwners => {
  const records = accountRecords(account, 'stores');
  const note = (path: string, owner: number): Promise<void> => records.write(hashedName(path), { path, owner });
  return {
    changed: async (path) => {
      if (account.userId === undefined) return undefined;
      const file = await realpath(path).catch(() => path);
      const found = (await stat(file).catch(() => undefined))?.uid;
      if (found === undefined) return undefined;
      const kept = await records.read(hashedName(file)).catch(() => undefined);
      if (kept === undefined) {
        // Where nothing can be remembered, nothing is lost but this protection.
        await note(file, found).catch(() => undefined);
        return undefined;
      }
      const owner = kept.problem === undefined ? kept.value['owner'] : undefined;
      const recorded = typeof owner === 'number' ? owner : undefined;
      if (recorded === found) return undefined;
      if (recorded !== undefined && (await isConfirmed(file, recorded, found))) {
        await note(file, found).catch(() => undefined);
        return undefined;
      }
      return { path: file, recorded, found };
    },
    accept: async ({ path, found }) => {
      await note(path, found);
      const text = `${JSON.stringify({ version: 1, path, owner: found }, null, 2)}\n`;
      await replaceFile(path + CONFIRMATION, text, { mode: 0o644 });
    },
  };
};

/** Whether the former owner, or root, wrote that the file is `found`'s now. A link or a second name proves nothing. */
const isConfirmed = async (path: string, recorded: number, found: number): Promise<boolean> => {
  try {
    const read = await readOrdinaryFile(path + CONFIRMATION, MAX_SIZE);
    if (read === undefined) return false;
    const [uid, nlink, mode] = [read.stats.uid, read.stats.nlink, read.stats.mode].map(Number);
    const isTheirs = uid === recorded || uid === 0;
    if (!isTheirs || nlink !== 1 || ((mode ?? 0) & WRITABLE_BY_OTHERS) !== 0) return false;
    const said = JSON.parse(read.text) as Record<string, unknown>;
    return said['version'] === 1 && said['path'] === path && said['owner'] === found;
  } catch {
    return false;
  }
};
