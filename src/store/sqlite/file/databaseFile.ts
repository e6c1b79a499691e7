import { closeSync, constants, fchmodSync, openSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { elementsError } from '../../../errors.ts';
import { callerId } from '../../../files/callerId.ts';
import { makeOwnFolder } from '../../../files/makeFolders.ts';
import { wayTo } from '../../../files/wayTo.ts';
import { refusePlanted } from './companions.ts';

/** Bytes, https://www.sqlite.org/fileformat.html */
const SMALLEST_PAGE = 512;

const REASONS: { readonly [code: string]: string } = {
  EACCES: 'you have no permission',
  EPERM: 'you have no permission',
  EROFS: 'the disk may only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOENT: 'a link leads to a folder that does not exist',
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

/** Only its owner may read it: a model says a lot about an org. */
const FILE_MODE = 0o600;

const NEW_FILE =
  constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/**
 * Makes an empty file, whatever the umask, where a link leads if the path is one: SQLite itself would make it there for
 * everybody to read. An existing file stays as it is.
 */
const createFile = (path: string): void => {
  try {
    const file = openSync(path, NEW_FILE, FILE_MODE);
    try {
      fchmodSync(file, FILE_MODE);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Another program was faster.
    if (codeOf(error) !== 'EEXIST' || !statOf(path)?.isFile()) throw error;
  }
};

const isTrusted = (userId: number): boolean => userId === 0 || userId === callerId();

const unavailableStore =
  (name: string) =>
  (reason: string): never => {
    throw elementsError('backendUnavailable', [name, reason]);
  };

/** `path` is behind all links: beside it SQLite keeps what is not finished yet. */
export type DatabaseFile = { readonly path: string; readonly state: 'new' | 'existing' };

/**
 * Makes sure that there is a file that can be a database; one without any bytes counts as new. Looks at an existing file
 * without opening it: closing it would drop the locks that another connection of this process holds on it
 * (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
export const prepareDatabaseFile = (path: string, name: string, readonly: boolean): DatabaseFile => {
  const unavailable = unavailableStore(name);
  const stats = attempt(name, 'the file could not be looked at', () => statOf(path));
  if (stats === undefined) {
    if (readonly) unavailable('there is no such file');
    const { places, end } = wayTo(path);
    const link = places.find((place) => place.target !== undefined && !isTrusted(place.stats.uid))?.path;
    if (link !== undefined) unavailable(`${link} is a link of another user, who would decide where the file is made`);
    refusePlanted(end, name);
    const folder = dirname(path);
    attempt(name, `the folder ${folder} could not be made`, () => makeOwnFolder(folder));
    attempt(name, 'the file could not be made', () => createFile(end));
    return { path: end, state: 'new' };
  }
  if (stats.isDirectory()) unavailable('it is a folder, not a file');
  if (!stats.isFile()) unavailable('it is not an ordinary file');
  // SQLite would take a file with less than one page for an empty database and write over it.
  if (stats.size > 0 && stats.size < SMALLEST_PAGE) unavailable('the file is not a SQLite database');
  const { end } = wayTo(path);
  refusePlanted(end, name);
  if (stats.size > 0) return { path: end, state: 'existing' };
  return readonly ? unavailable('the file is empty') : { path: end, state: 'new' };
};
