import { constants } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { may, mayMake, ownerOf } from '../../../files/mayWrite.ts';
import type { Actor, StoreRole } from '../../store.ts';

/**
 * Roles where the store is a file, the same for each of its orgs: who owns the file is manager, others who can write it
 * are editors, who can only read it is a viewer. A file that is not there yet will belong to whoever makes it. The
 * administrator of the machine (root) is an editor of other people's files. Where the platform knows no owners by number
 * (Windows), who can write the file is its manager.
 */
export const fileRoles = async (path: string, { userId }: Pick<Actor, 'userId'>): Promise<StoreRole[]> => {
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
