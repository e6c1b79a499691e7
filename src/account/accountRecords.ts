import { createHash, randomBytes } from 'node:crypto';
import { link, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { replaceFile } from '../files/replaceFile.ts';
import { SWAPPED } from '../files/sameFile.ts';
import { inMadeRecordFolder, inRecordFolder, NOT_OWN } from './recordFolder.ts';
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
  /** The same where there is no such file yet, else false: of two programs at once one makes it. */
  create(name: string, value: Readonly<Record<string, unknown>>): Promise<boolean>;
  remove(name: string): Promise<void>;
};

const FORMAT = 1;
const ENDING = '.json';
/** Bytes; what is remembered is a few lines. */
const MAX_SIZE = 65_536;
const FILE_MODE = 0o600;
const WRITABLE_BY_OTHERS = 0o022;
const ATTEMPTS = 5;

/** A name for a file that says nothing of its key and fits every file system. */
export const hashedName = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

export const accountRecords = (
  account: Pick<Account, 'folder' | 'home' | 'userId'>,
  kind: 'orgs' | 'stores' | 'backends' | 'owed' | 'refusals' | 'forgotten' | 'tokens' | 'logins'
): AccountRecords => {
  const named = (name: string): string => `${name}${ENDING}`;
  const readIn = (folder: string, name: string): Promise<Kept | undefined> =>
    readKept(join(folder, named(name)), name, account);
  const read = async (name: string): Promise<Kept | undefined> => {
    try {
      return await inRecordFolder(account, kind, (folder) => readIn(folder, name));
    } catch (error) {
      return { name, problem: whyUnreadable(error) };
    }
  };
  const list = async (folder: string): Promise<Kept[]> => {
    const names = (await readdir(folder)).filter((name) => /^[\w-]+\.json$/.test(name));
    const all = names.sort().map((name) => readIn(folder, name.slice(0, -ENDING.length)));
    return (await Promise.all(all)).filter((kept) => kept !== undefined);
  };
  return {
    list: async () => (await inRecordFolder(account, kind, list)) ?? [],
    read,
    write: (name, value) =>
      inMadeRecordFolder(account, kind, (folder) =>
        patiently(() => replaceFile(join(folder, named(name)), textOf(value), { mode: FILE_MODE }))
      ),
    create: (name, value) =>
      inMadeRecordFolder(account, kind, async (folder) => {
        // Whole before it has its name: who comes at the same moment reads all of it or nothing.
        const draft = join(folder, `${randomBytes(8).toString('hex')}.tmp`);
        await replaceFile(draft, textOf(value), { mode: FILE_MODE });
        try {
          await link(draft, join(folder, named(name)));
          return true;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
          throw error;
        } finally {
          await rm(draft, { force: true });
        }
      }),
    remove: async (name) =>
      void (await inRecordFolder(account, kind, (folder) => rm(join(folder, named(name)), { force: true }))),
  };
};

/** Why what is remembered can't be relied on, by the error of reading it; no whole sentence. */
export const whyUnreadable = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  if (code === NOT_OWN) return 'its folder belongs to somebody else, or others may write to it';
  return `it can't be read (${code})`;
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

const readKept = async (
  path: string,
  name: string,
  { home, userId }: Pick<Account, 'home' | 'userId'>
): Promise<Kept | undefined> => {
  try {
    const file = await readOrdinaryFile(path, MAX_SIZE);
    if (file === undefined) return undefined;
    const owner = Number(file.stats.uid);
    // A home may be root's, or another's, as in many containers.
    const isOwn = owner === 0 || owner === userId || owner === (await stat(home)).uid;
    if (!isOwn) return { name, problem: 'it belongs to somebody else' };
    const isOpen = process.platform !== 'win32' && (Number(file.stats.mode) & WRITABLE_BY_OTHERS) !== 0;
    if (isOpen) return { name, problem: 'others may write it' };
    const { version, ...value } = JSON.parse(file.text) as Record<string, unknown>;
    return version === FORMAT ? { name, value } : { name, problem: 'another version of sf elements wrote it' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { name, problem: code === undefined ? 'it is not valid JSON' : whyUnreadable(error) };
  }
};

const textOf = (value: object): string => `${JSON.stringify({ version: FORMAT, ...value }, null, 2)}\n`;
