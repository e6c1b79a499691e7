import { closeSync, constants, fchmodSync, fstatSync, lstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorWithCode, SWAPPED } from './sameFile.ts';

/** Only its owner looks into it. */
const OWN = 0o700;

/** Makes a folder, and those above it that are missing, for the caller alone. Existing ones stay as they are. */
export const makeOwnFolder = (path: string): void => makeFolders(path, OWN);

/**
 * Makes a folder, and those above it that are missing, with these permissions, whatever the umask says. Existing ones
 * stay as they are. Not `recursive`: on file systems that refuse to hold folders (`/proc`), Node tries that for ever.
 * `check` throws where a folder may not be used: it is asked for each, from the root on, before anything is made in it.
 * With it no link is passed (the code of the error is `SWAPPED`), nor a folder of another user, which may be there for a
 * moment only.
 */
export const makeFolders = (path: string, mode: number, check?: (folder: string) => void): void => {
  if (check === undefined && isFolder(path)) return;
  if (dirname(path) !== path) makeFolders(dirname(path), mode, check);
  if (!isFolder(path)) makeUnlessThere(path, mode);
  if (check === undefined) return;
  check(path);
  if (!isOwnFolder(path)) throw errorWithCode(SWAPPED, path);
};

/**
 * By one look, which a check of the whole way is not: what comes and goes can be another thing to each look. What belongs
 * to root or the caller stays where it is if the folder above does.
 */
const isOwnFolder = (path: string): boolean => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  return process.platform === 'win32' || [0, process.geteuid?.()].includes(found.uid);
};

const makeUnlessThere = (path: string, mode: number): void => {
  try {
    makeOne(path, mode);
  } catch (error) {
    // Another program was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(path)) throw error;
    return;
  }
  setPermissions(path, mode);
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** A mask that takes the owner's own rights away would leave a folder that can't be opened to mend it. */
const makeOne = (path: string, mode: number): void => {
  const mask = process.umask(0o777 & ~mode);
  try {
    mkdirSync(path, { mode });
  } finally {
    process.umask(mask);
  }
};

/** What the folder above hands down (access lists, for example) is undone, on the open folder: no link is followed. */
const setPermissions = (path: string, mode: number): void => {
  // Modes say nothing on Windows, and Node can't open a folder there.
  if (process.platform === 'win32') return;
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    if ((fstatSync(folder).mode & 0o777) !== mode) fchmodSync(folder, mode);
  } finally {
    closeSync(folder);
  }
};
