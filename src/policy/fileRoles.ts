import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openOrdinaryFile } from '../files/readOrdinaryFile.ts';
import type { Role } from './policies.ts';

/**
 * Roles where the store is a file: who can write the corporate policy file is corporate admin, who owns the store's
 * file is manager, others who can write it are editors, who can only read it is a viewer. A file that is not there yet
 * will belong to whoever makes it. The administrator of the machine (root) is an editor of other people's files.
 */
export const fileRoles = async (files: {
  readonly store: string;
  readonly corporatePolicy: string;
  /** Undefined where the platform knows no owners by number (Windows): there who can write the store is its manager. */
  readonly userId: number | undefined;
}): Promise<Role[]> => {
  const [admin, role] = await Promise.all([
    mayWritePolicyFile(files.corporatePolicy),
    storeRole(files.store, files.userId),
  ]);
  return [...(admin ? (['corporate admin'] as const) : []), ...role];
};

/** Whether the file may be written, or made where it and maybe some of its folders do not exist. */
const mayWritePolicyFile = async (path: string): Promise<boolean> => {
  if ((await ownerOf(path)) === undefined) return mayMake(path);
  // Opened and not asked about: Windows answers that question without looking at who may do what.
  try {
    await (await openOrdinaryFile(await realpath(path), 'read and write')).close();
    return true;
  } catch {
    return false;
  }
};

const storeRole = async (path: string, userId: number | undefined): Promise<Role[]> => {
  const owner = await ownerOf(path);
  if (owner === undefined) return (await mayMake(path)) ? ['manager'] : [];
  if (await mayWriteStore(path)) return [userId === undefined || owner === userId ? 'manager' : 'editor'];
  return (await may(path, constants.R_OK)) ? ['viewer'] : [];
};

/** SQLite writes what is not finished yet into files of its own beside the store: so the folder counts too. */
const mayWriteStore = async (path: string): Promise<boolean> => {
  if (!(await may(path, constants.W_OK))) return false;
  return may(dirname(await realpath(path)), constants.W_OK | constants.X_OK);
};

const ownerOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // It is there and can't be looked at: then it is somebody else's.
    return -1;
  }
};

const mayMake = async (path: string): Promise<boolean> => {
  const folder = dirname(path);
  if (folder === path) return false;
  return (await ownerOf(folder)) === undefined ? mayMake(folder) : may(folder, constants.W_OK | constants.X_OK);
};

const may = async (path: string, mode: number): Promise<boolean> => {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
};
