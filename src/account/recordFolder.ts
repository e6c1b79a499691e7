import { lstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { holdCheckedFolder, type HeldFolder } from '../files/heldFolder.ts';
import { makeOwnFolder } from '../files/makeFolders.ts';
import { errorWithCode, SWAPPED } from '../files/sameFile.ts';
import { wayTo } from '../files/wayTo.ts';
import { weakFolderOf } from '../files/weakFolder.ts';
import { isOwnFolder } from '../files/weakPlaces.ts';
import type { Account } from './thisAccount.ts';

/** The code of an error: the folder belongs to another user, or others may put their own files into it. */
export const NOT_OWN = 'NOTOWN';

type Where = Pick<Account, 'folder' | 'home' | 'userId'>;

/**
 * Works in one of the folders in which something is remembered for the account, as it was when it was opened: who may
 * write to the home could put another one in its place at any moment, or a link to any folder of the account. It is not
 * used if it is another user's, or others may write it: then the code of the error is `NOTOWN`, and `ELOOP` where a link
 * stands there, unless only the account and root can have put it there. Undefined where there is no such folder.
 */
export const inRecordFolder = async <T>(
  account: Where,
  kind: string,
  work: (folder: string) => Promise<T>
): Promise<T | undefined> => {
  const held = await hold(account, kind, { make: false }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (held === undefined) return undefined;
  try {
    return await work(held.path);
  } finally {
    await held.close();
  }
};

/** The same for a folder that is made where it is missing. What was put in its place meanwhile is an error: `SWAPPED`. */
export const inMadeRecordFolder = async <T>(
  account: Where,
  kind: string,
  work: (folder: string) => Promise<T>
): Promise<T> => {
  // Not the home itself: many accounts of services have none, on purpose.
  await stat(account.home);
  const held = await hold(account, kind, { make: true });
  try {
    const done = await work(held.path);
    const [used, named] = [await stat(held.path), await stat(join(account.folder, kind)).catch(() => undefined)];
    if (used.ino !== named?.ino || used.dev !== named.dev) throw errorWithCode(SWAPPED, join(account.folder, kind));
    return done;
  } finally {
    await held.close();
  }
};

const hold = async (account: Where, kind: string, { make }: { readonly make: boolean }): Promise<HeldFolder> => {
  // A home may be root's, or another's, as in many containers.
  const trusted = [0, ...(account.userId === undefined ? [] : [account.userId]), (await stat(account.home)).uid];
  const open = async (path: string, shown: string): Promise<HeldFolder> => {
    if (make && lstatSync(path, { throwIfNoEntry: false }) === undefined) makeOwnFolder(path);
    return holdCheckedFolder(path, (stats) => {
      const isOwn = account.userId === undefined || isOwnFolder({ path: shown, stats }, trusted);
      if (!isOwn) throw errorWithCode(NOT_OWN, shown);
    });
  };
  const above = settled(account.folder, account);
  const outer = await open(above, above);
  try {
    const named = join(above, kind);
    const inner = settled(named, account);
    // By the open folder: its name may lead elsewhere by now.
    return await open(inner === named ? join(outer.path, kind) : inner, inner);
  } finally {
    await outer.close();
  }
};

/** Where a link leads that only the account and root can have put there; one that leads nowhere may have led somewhere. */
const settled = (path: string, { userId }: Where): string => {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  if (weakFolderOf(path, { userId }) !== undefined) throw errorWithCode('ELOOP', path);
  const { end } = wayTo(path);
  if (lstatSync(end, { throwIfNoEntry: false }) === undefined) throw errorWithCode('ELOOP', path);
  return end;
};
