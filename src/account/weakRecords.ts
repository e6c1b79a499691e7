import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileMessage } from '../messages.ts';
import type { AccountFiles } from '../files/weakPlaces.ts';
import { weakFolderOf } from '../files/weakFolder.ts';
import type { Account } from './thisAccount.ts';

/** Where another user of the machine can change what is remembered for the account, and how; for people. */
export type WeakRecords = { readonly path: string; readonly problem: string };

/**
 * Undefined where only the account itself and root can change what is remembered: its home, the folder in it and those
 * inside belong to them, are written by nobody else, and are no links. What may be changed by others is believed where it
 * makes a policy stricter, and lifts nothing. Nothing is found on Windows, where modes say nothing.
 */
export const weakRecords = (
  { folder, userId }: Pick<Account, 'folder' | 'userId'>,
  files: AccountFiles = {}
): WeakRecords | undefined => {
  if (userId === undefined) return undefined;
  for (const path of [folder, ...foldersIn(folder)]) {
    if (isLink(path)) return { path, problem: fileMessage('link.place', [path]) };
    const weak = weakFolderOf(path, { ...files, userId });
    if (weak !== undefined) return { path: weak.path, problem: weak.problem };
  }
  return undefined;
};

const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

const foldersIn = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isFile())
      .map(({ name }) => join(folder, name));
  } catch {
    // It is not there yet, or can't be looked at: its readers say that.
    return [];
  }
};
