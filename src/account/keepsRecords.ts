import { constants } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import type { Account } from './thisAccount.ts';

/** Why nothing can be remembered for an account; undefined where it can. Makes nothing. */
export const whyNothingIsKept = async ({ home, folder }: Account): Promise<string | undefined> => {
  try {
    if (!(await stat(home)).isDirectory()) return `${home} is no folder`;
    const own = await lstat(folder).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (own !== undefined && !(await stat(folder)).isDirectory()) return `${folder} is no folder`;
    await access(own === undefined ? home : folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `${folder} can't be used (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
  }
};
