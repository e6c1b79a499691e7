import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Role } from './role.ts';

/**
 * Roles where the store is a file: who can write the system-wide policy file is corporate admin, who owns the store's
 * file is manager, others who can write it are editors, who can only read it is a viewer. A file that is not there yet
 * will belong to whoever makes it.
 */
export const fileRoles = async (files: {
  readonly store: string;
  readonly systemPolicy: string;
  /** Undefined where the platform knows no owners by number (Windows): there who can write the store is its manager. */
  readonly userId: number | undefined;
}): Promise<Role[]> => {
  const [admin, role] = await Promise.all([canWriteOrMake(files.systemPolicy), storeRole(files.store, files.userId)]);
  return [...(admin ? (['corporate admin'] as const) : []), ...role];
};

const storeRole = async (path: string, userId: number | undefined): Promise<Role[]> => {
  const owner = await ownerOf(path);
  if (owner === undefined) return (await canWriteOrMake(path)) ? ['manager'] : [];
  if (await may(path, constants.W_OK)) return [userId === undefined || owner === userId ? 'manager' : 'editor'];
  return (await may(path, constants.R_OK)) ? ['viewer'] : [];
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

/** Whether the file may be written, or made where it and maybe some of its folders do not exist. */
const canWriteOrMake = async (path: string): Promise<boolean> => {
  if ((await ownerOf(path)) !== undefined) return may(path, constants.W_OK);
  const folder = dirname(path);
  return folder !== path && (await canWriteOrMake(folder));
};

const may = async (path: string, mode: number): Promise<boolean> => {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
};
