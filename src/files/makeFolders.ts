import { closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Only its owner looks into it. */
const OWN = 0o700;

/** Makes a folder, and those above it that are missing, for the caller alone. Existing ones stay as they are. */
export const makeOwnFolder = (path: string): void => makeFolders(path, OWN);

/**
 * Makes a folder, and those above it that are missing, with these permissions, whatever the umask says. Existing ones
 * stay as they are. Not `recursive`: on file systems that refuse to hold folders (`/proc`), Node tries that for ever.
 */
export const makeFolders = (path: string, mode: number): void => {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolders(dirname(path), mode);
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
