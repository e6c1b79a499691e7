import { realpath } from 'node:fs/promises';
import { mayMake, ownerOf } from '../files/mayWrite.ts';
import { openOrdinaryFile } from '../files/readOrdinaryFile.ts';

/**
 * Whether the caller is corporate admin by a policy file: who may write it, or make it where it and maybe some of its
 * folders do not exist.
 */
export const mayWritePolicyFile = async (path: string): Promise<boolean> => {
  if ((await ownerOf(path)) === undefined) return mayMake(path);
  // Opened and not asked about: Windows answers that question without looking at who may do what.
  try {
    await (await openOrdinaryFile(await realpath(path), 'read and write')).close();
    return true;
  } catch {
    return false;
  }
};
