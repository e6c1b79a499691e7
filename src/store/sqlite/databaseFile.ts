import { closeSync, mkdirSync, openSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import type * as sqlite from 'node:sqlite';
import { elementsError } from '../../errors.ts';

/** Bytes, https://www.sqlite.org/fileformat.html */
const SMALLEST_PAGE = 512;

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'the path leads back to itself through links',
  EMFILE: 'too many files are open',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';

/** Runs a file operation; a failure becomes an error in a person's words. */
const attempt = <Result>(name: string, what: string, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    throw elementsError('backendUnavailable', [name, `${what}: ${REASONS[code] ?? code}`], { cause: error as Error });
  }
};

/** Undefined when there is nothing at the path. */
const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** Not `recursive`: on file systems that refuse to hold folders (`/proc`), Node tries that for ever. */
const makeFolder = (folder: string): void => {
  if (statOf(folder)?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another program was faster.
    if (codeOf(error) !== 'EEXIST' || !statOf(folder)?.isDirectory()) throw error;
  }
};

/** Makes an empty file that only its owner may read: a model says a lot about an org. An existing file stays as it is. */
const createFile = (path: string): void => {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    // Another program was faster.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

/**
 * Makes sure that there is a file that can be a database; one without any bytes counts as new. Looks at an existing file
 * without opening it: closing it would drop the locks that another connection of this process holds on it
 * (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
export const prepareDatabaseFile = (path: string, name: string, readonly: boolean): 'new' | 'existing' => {
  const stats = attempt(name, 'the file could not be looked at', () => statOf(path));
  const unavailable = (reason: string): never => {
    throw elementsError('backendUnavailable', [name, reason]);
  };
  if (stats === undefined) {
    if (readonly) unavailable('there is no such file');
    const folder = dirname(path);
    attempt(name, `the folder ${folder} could not be made`, () => makeFolder(folder));
    attempt(name, 'the file could not be made', () => createFile(path));
    return 'new';
  }
  if (stats.isDirectory()) unavailable('it is a folder, not a file');
  if (!stats.isFile()) unavailable('it is not an ordinary file');
  // SQLite would take a file with less than one page for an empty database and write over it.
  if (stats.size > 0 && stats.size < SMALLEST_PAGE) unavailable('the file is not a SQLite database');
  if (stats.size > 0) return 'existing';
  return readonly ? unavailable('the file is empty') : 'new';
};

/**
 * Node's own SQLite, loaded only where it is needed. Node 22 says on stderr that it is experimental: that one warning
 * is kept away from the user. Everything happens in one go, so that two callers can't restore each other's stand-in.
 */
export const loadSqlite = (): typeof sqlite => {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  const emitWarning = process.emitWarning.bind(process) as (...input: readonly unknown[]) => void;
  process.emitWarning = (...input: readonly unknown[]): void => {
    const [warning] = input;
    const text = warning instanceof Error ? warning.message : String(warning);
    if (!text.startsWith('SQLite is an experimental feature')) emitWarning(...input);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    if (original !== undefined) Object.defineProperty(process, 'emitWarning', original);
  }
};
