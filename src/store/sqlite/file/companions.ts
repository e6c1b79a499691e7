import { lstatSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { elementsError } from '../../../errors.ts';
import { readAccounts, type Accounts } from '../../../files/accounts.ts';

/** What SQLite keeps beside a database, and takes changes from as if they were its own. */
const COMPANIONS = ['-wal', '-shm', '-journal'];

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
/** Read and write of group and others. SQLite gives what it makes the permissions of the database. */
const GROUP = 0o060;
const OTHERS = 0o006;

/** A store that is not made yet: it will be the caller's alone. */
type StoreFile = Pick<Stats, 'uid' | 'gid' | 'mode'>;
const newStore = (): StoreFile => ({ uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0, mode: 0o600 });

/** `path` is behind all links. Accounts are looked up where a group has to be judged, in the machine's own lists. */
type Look = { readonly path: string; readonly store: StoreFile; readonly accounts: Accounts };

/**
 * Refuses a store beside which lies what somebody may have put there who may not write the store itself: SQLite would
 * take pages from it, and so the whole store would be another. Also refuses where that can't be known.
 */
export const refusePlanted = (
  path: string,
  name: string,
  lists: { readonly userFile?: string; readonly groupFile?: string } = {}
): void => {
  const refuse = (reason: string): never => {
    throw elementsError('backendUnavailable', [name, reason]);
  };
  for (const companion of COMPANIONS.map((suffix) => `${path}${suffix}`)) {
    let found: Stats | undefined;
    try {
      found = lstatSync(companion, { throwIfNoEntry: false });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      // Nothing can be there; what is wrong with the path is said by what opens it.
      if (['ENOTDIR', 'ENAMETOOLONG'].includes(code)) continue;
      refuse(`${companion} could not be looked at: ${code}`);
    }
    if (found === undefined) continue;
    if (!found.isFile()) refuse(`${companion} is in the way: it is not an ordinary file`);
    const store = statSync(path, { throwIfNoEntry: false }) ?? newStore();
    const accounts = readAccounts(lists.userFile ?? '/etc/passwd', lists.groupFile ?? '/etc/group');
    const problem = problemOf(found, { path, store, accounts });
    if (problem !== undefined) refuse(`${companion} ${problem}`);
  }
};

const problemOf = (found: Stats, look: Look): string | undefined => {
  // Modes and owners say nothing there.
  if (process.platform === 'win32') return undefined;
  const owner = told(found.uid, look.accounts);
  if (found.nlink > 1) {
    return `(of the user ${owner}) has ${found.nlink} names, so it was made for something else: look at it, and remove it`;
  }
  if (!isWriter(found, look)) return strangersFile(owner, look.store);
  if (!isLooser(found, look)) return undefined;
  return (
    `(of the user ${owner}, mode ${(found.mode & 0o777).toString(8)}) is open to more users than the store ` +
    `(mode ${(look.store.mode & 0o777).toString(8)}), so others may have written it: look at it, and remove it if you ` +
    `do not know what wrote it, else give it the store's group and mode ("chgrp", "chmod")`
  );
};

const strangersFile = (owner: string, { mode, gid }: StoreFile): string => {
  if ((mode & GROUP_WRITES) === 0) {
    return `belongs to the user ${owner}, who may not write the store: look at it, and remove it`;
  }
  return (
    `belongs to the user ${owner}, of whom it is not known that they may write the store: look at it, and remove it if ` +
    `it is not of somebody who shares the store. Keep a shared store in a folder that its group alone may write, and ` +
    `that hands its group down ("chgrp ${gid}" and "chmod g+s,o-w" on the folder)`
  );
};

const told = (userId: number, accounts: Accounts): string => {
  const name = accounts.nameOf(userId);
  return name === undefined ? String(userId) : `${name} (${String(userId)})`;
};

/** Whether who made the file may write the store as well. */
const isWriter = ({ uid, gid }: Stats, look: Look): boolean => {
  const { store, accounts } = look;
  if (isOwners(uid, store) || (store.mode & OTHERS_WRITE) !== 0) return true;
  if ((store.mode & GROUP_WRITES) === 0) return false;
  return accounts.isMember(store.gid, uid) || (gid === store.gid && isClosedFolder(look));
};

const isOwners = (userId: number, { uid }: StoreFile): boolean =>
  userId === uid || userId === 0 || userId === process.geteuid?.();

/**
 * Whether nobody can make or move a file into the store's folder who may not write the store. Only then does the group
 * of a file there say something of who made it: a folder may hand its group down to what anybody makes in it.
 */
const isClosedFolder = ({ path, store, accounts }: Look): boolean => {
  const { uid, gid, mode } = statSync(dirname(path));
  if ((mode & OTHERS_WRITE) !== 0) return false;
  if (!isOwners(uid, store) && !accounts.isMember(store.gid, uid)) return false;
  return (mode & GROUP_WRITES) === 0 || gid === store.gid || accounts.isPrivate(gid, uid);
};

/** A group of its owner alone is no more than its owner; another group than the store's is like everybody else. */
const isLooser = ({ uid, gid, mode }: Stats, { store, accounts }: Look): boolean => {
  if ((mode & OTHERS & ~store.mode) !== 0) return true;
  if (gid === store.gid) return (mode & GROUP & ~store.mode) !== 0;
  const others = (store.mode & OTHERS) << 3;
  return (mode & GROUP_WRITES & ~others) !== 0 && !accounts.isPrivate(gid, uid);
};
