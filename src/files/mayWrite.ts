import { access, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname } from 'node:path';

/** Number of the user whom a file belongs to; undefined where there is no file, -1 where it can't be looked at. */
export const ownerOf = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // It is there and can't be looked at: then it is somebody else's.
    return -1;
  }
};

/** Whether the caller may make a file where neither it nor maybe some of its folders exist. */
export const mayMake = async (path: string): Promise<boolean> => {
  const folder = dirname(path);
  if (folder === path) return false;
  return (await ownerOf(folder)) === undefined ? mayMake(folder) : may(folder, constants.W_OK | constants.X_OK);
};

/** `mode` as for `access` of node:fs. */
export const may = async (path: string, mode: number): Promise<boolean> => {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
};
