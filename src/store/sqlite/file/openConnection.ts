import { accessSync, constants, existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { elementsError } from '../../../errors.ts';
import { Connection, isSqliteError, resultCode } from '../connection/connection.ts';
import { loadSqlite } from '../connection/loadSqlite.ts';
import { isUpToDate, migrate, schemaVersion } from '../schema/migrate.ts';
import { checkViewNames } from '../schema/publicViews.ts';

/** How long a program waits for another one's writing, in milliseconds. */
export const BUSY_TIMEOUT = 10_000;

/** Bytes. */
const PAGE_SIZE = 16_384;

export const SQLITE_BUSY = 5;
export const SQLITE_READONLY = 8;
export const SQLITE_CANTOPEN = 14;

export const failedWith = (error: unknown, ...codes: readonly number[]): boolean =>
  isSqliteError(error) && codes.includes(resultCode(error));

/** Opens a database and does the first thing with it; closes it again when that fails. */
const openWith = <Result>(path: string | URL, readOnly: boolean, first: (connection: Connection) => Result): Result => {
  const connection = new Connection(openDatabase(path, readOnly));
  try {
    connection.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    // What the schema says is others' text: it may call no function that has an effect.
    connection.execute('PRAGMA trusted_schema = OFF');
    return first(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** For what needs no look at what is inside. It does not wait for others. */
export const openPlain = (path: string): Connection =>
  openWith(path, false, (connection) => {
    connection.execute('PRAGMA busy_timeout = 0');
    return connection;
  });

/** Never makes a file: by then we have made it, with permissions of ours. */
const openDatabase = (path: string | URL, readOnly: boolean): DatabaseSync => {
  const { DatabaseSync } = loadSqlite();
  if (readOnly || path instanceof URL) return new DatabaseSync(path, { readOnly });
  try {
    return new DatabaseSync(withParameter(path, 'mode', 'rw'));
  } catch (error) {
    // Node before 22.15 takes no URL here.
    if (!(error instanceof TypeError)) throw error;
    return new DatabaseSync(path);
  }
};

const withParameter = (path: string, name: string, value: string): URL => {
  const url = pathToFileURL(path);
  url.searchParams.set(name, value);
  return url;
};

/** A schema of another version than ours has tables that these queries do not fit. */
export const checkUpToDate =
  ({ name, checkSchema }: Known): Check =>
  (connection) => {
    if (isUpToDate(schemaVersion(connection, name))) return connection.keepChecked(() => checkSchema(connection));
    throw elementsError('backendUnavailable', [
      name,
      'an older version of sf elements wrote it. Somebody who may write it has to open it once with this version first, ' +
        'for example with "sf elements org list" on it',
    ]);
  };

export type Check = (connection: Connection) => void;

/** A database by the name that a person is told, and the check of what is in it. */
export type Known = { readonly name: string; readonly checkSchema: Check };

/**
 * Who may only read the file must not make the files that readers and writers share (`-shm`, `-wal`): they would belong
 * to the reader, and lock out the owner. Where no log of unfinished writing lies beside the file, the file alone is the
 * whole database.
 */
export const openForReading = (path: string, name: string, check: Check): Connection => {
  if (!mayWrite(path) && !existsSync(`${path}-shm`)) return openAlone(path, name, check);
  try {
    return openChecked(path, check);
  } catch (error) {
    // In a folder that may not be written SQLite can't make those files.
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
    return openAlone(path, name, check);
  }
};

const openAlone = (path: string, name: string, check: Check): Connection => {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (log !== undefined && log.size > 0) {
    throw elementsError('backendUnavailable', [
      name,
      'its last writing was cut off, and somebody who may write it has to open it first',
    ]);
  }
  try {
    return openChecked(withParameter(path, 'immutable', '1'), check);
  } catch (error) {
    // Node before 22.15 takes no URL here.
    if (!(error instanceof TypeError)) throw error;
    return openChecked(path, check);
  }
};

const openChecked = (path: string | URL, check: Check): Connection =>
  openWith(path, true, (connection) => {
    check(connection);
    return connection;
  });

export const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** A file as it is open: to be written, to be read as long as nothing is to be written, or to be read and nothing else. */
export type Opened = { readonly connection: Connection; readonly for: 'writing' | 'looking' | 'reading' };

/**
 * Looks into an existing file without any chance of changing it: it may be somebody else's. Undefined where looking is
 * not enough even for reading: another program writes the file or was cut off, or its schema is to be raised.
 */
export const openToLook = (path: string, { name, checkSchema }: Known): Connection | undefined => {
  try {
    return openWith(path, true, (connection) => {
      connection.keepChecked(() => checkSchema(connection));
      if (isUpToDate(schemaVersion(connection, name)) && connection.pragma('journal_mode') !== 'wal') return connection;
      connection.close();
      return undefined;
    });
  } catch (error) {
    // A reader can't undo what a killed writer left half done. What is inside is checked again before any writing.
    if (failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) return undefined;
    throw error;
  }
};

/**
 * A write-ahead log, as long as the file is open for writing. Another program that closes the file can take the log away
 * again until this one has read something with it.
 */
const useLog = (connection: Connection): void => {
  const hold = (): unknown => connection.read(() => connection.pragma('user_version'));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    // Where it is not possible, as on some network disks, SQLite goes on without.
    if (connection.pragma('journal_mode = WAL') !== 'wal') return;
    hold();
    if (connection.pragma('journal_mode') === 'wal') return;
  }
};

const MOST_TRIES = 100;

export const openForWriting = (path: string, { name, checkSchema }: Known): Connection =>
  openWith(path, false, (connection) => {
    // As of one moment: another program may bring it up to date meanwhile.
    connection.read(() => {
      checkSchema(connection);
      checkViewNames(connection, name);
    });
    // Of a new file only. Contents are large: with small pages each is spread over many, which costs every write.
    connection.execute(`PRAGMA page_size = ${PAGE_SIZE}`);
    connection.tryWriting(`PRAGMA user_version = ${schemaVersion(connection, name)}`);
    useLog(connection);
    connection.execute('PRAGMA synchronous = NORMAL');
    // What is removed is overwritten, so that it is in no byte of the file once its page is free.
    connection.execute('PRAGMA secure_delete = ON');
    // Kibibytes, written as a negative number: enough for the indexes that a large publication writes all over.
    connection.execute('PRAGMA cache_size = -65536');
    connection.execute('PRAGMA foreign_keys = OFF');
    migrate(connection, name);
    connection.execute('PRAGMA foreign_keys = ON');
    connection.keepChecked(() => checkSchema(connection));
    return connection;
  });
