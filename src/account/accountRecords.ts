import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder } from '../files/makeFolders.ts';
import { readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { SWAPPED } from '../files/sameFile.ts';
import type { Account } from './thisAccount.ts';

/** What is in a file: a value, or why it can't be relied on. */
export type Kept = { readonly name: string } & (
  { readonly value: Readonly<Record<string, unknown>>; readonly problem?: undefined } | { readonly problem: string }
);

/** One kind of what is remembered for an account: a folder with one small file for each thing. */
export type AccountRecords = {
  /** All of them; a folder that can't be read throws. */
  list(): Promise<Kept[]>;
  read(name: string): Promise<Kept | undefined>;
  /** Replaces the file as a whole: programs that write at once can't mix their values. */
  write(name: string, value: Readonly<Record<string, unknown>>): Promise<void>;
  remove(name: string): Promise<void>;
};

const FORMAT = 1;
const ENDING = '.json';
/** Bytes; what is remembered is a few lines. */
const MAX_SIZE = 65_536;
const FILE_MODE = 0o600;
const ATTEMPTS = 5;

/** A name for a file that says nothing of its key and fits every file system. */
export const hashedName = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

export const accountRecords = (
  account: Pick<Account, 'folder' | 'home'>,
  kind: 'orgs' | 'stores' | 'backends' | 'owed' | 'refusals'
): AccountRecords => {
  const folder = join(account.folder, kind);
  const pathOf = (name: string): string => join(folder, `${name}${ENDING}`);
  const read = (name: string): Promise<Kept | undefined> => readKept(pathOf(name), name, account.home);
  return {
    list: async () => {
      const names = await readdir(folder).catch(absent([]));
      const files = names.filter((name) => /^[\w-]+\.json$/.test(name)).map((name) => name.slice(0, -ENDING.length));
      return (await Promise.all(files.sort().map(read))).filter((kept) => kept !== undefined);
    },
    read,
    write: async (name, value) => {
      // Not the home itself: many accounts of services have none, on purpose.
      await stat(account.home);
      makeOwnFolder(folder);
      const text = `${JSON.stringify({ version: FORMAT, ...value }, null, 2)}\n`;
      await patiently(async () => void (await replaceFile(pathOf(name), text, { mode: FILE_MODE })));
    },
    remove: async (name) => rm(pathOf(name), { force: true }),
  };
};

/** Two programs may write the same file at once: the one that finds it changed meanwhile writes it again. */
const patiently = async (write: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await write();
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== SWAPPED || attempt === ATTEMPTS) throw error;
    }
  }
};

const readKept = async (path: string, name: string, home: string): Promise<Kept | undefined> => {
  try {
    const file = await readOrdinaryFile(path, MAX_SIZE);
    if (file === undefined) return undefined;
    const owner = Number(file.stats.uid);
    if (owner !== 0 && owner !== (await stat(home)).uid) return { name, problem: 'it belongs to somebody else' };
    const { version, ...value } = JSON.parse(file.text) as Record<string, unknown>;
    return version === FORMAT ? { name, value } : { name, problem: 'another version of sf elements wrote it' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { name, problem: code === undefined ? 'it is not valid JSON' : `it can't be read (${code})` };
  }
};

/** Takes what is not there for `otherwise`. */
const absent =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  };
