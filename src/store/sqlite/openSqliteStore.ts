import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { elementsError } from '../../errors.ts';
import type { Store } from '../store.ts';
import { Connection } from './connection.ts';
import { prepareDatabaseFile } from './databaseFile.ts';
import { loadSqlite } from './loadSqlite.ts';
import { isUpToDate, migrate, schemaVersion } from './migrate.ts';
import { isSqliteError, resultCode, sqliteFailure } from './sqliteFailure.ts';
import { createSqliteStore } from './sqliteStore.ts';

/** How long a program waits for another one's writing, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;

const failedWith = (error: unknown, ...codes: readonly number[]): boolean =>
  isSqliteError(error) && codes.includes(resultCode(error));

/** Opens a database and does the first thing with it; closes it again when that fails. */
const openWith = <Result>(path: string | URL, readOnly: boolean, first: (connection: Connection) => Result): Result => {
  const { DatabaseSync } = loadSqlite();
  const connection = new Connection(new DatabaseSync(path, { readOnly }));
  try {
    connection.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
    return first(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
};

const openForReading = (path: string, name: string): Connection => {
  const check = (connection: Connection): Connection => {
    if (isUpToDate(schemaVersion(connection, name))) return connection;
    throw elementsError('backendUnavailable', [
      name,
      'its schema is of an older version, and somebody who may write it has to open it first',
    ]);
  };
  try {
    return openWith(path, true, check);
  } catch (error) {
    // In a folder that may not be written SQLite can't make the files that readers share. Where no log of unfinished
    // writing lies beside the file, the file alone is the whole database.
    const log = `${path}-wal`;
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN) || (existsSync(log) && statSync(log).size > 0))
      throw error;
    const url = pathToFileURL(path);
    url.searchParams.set('immutable', '1');
    try {
      return openWith(url, true, check);
    } catch (second) {
      // Node before 22.15 takes no URL here.
      throw second instanceof TypeError ? error : second;
    }
  }
};

/** Looks into an existing file without any chance of changing it: it may be somebody else's. */
const inspect = (path: string, name: string): void => {
  try {
    openWith(path, true, (connection) => {
      schemaVersion(connection, name);
      connection.close();
    });
  } catch (error) {
    // A reader can't undo what a killed writer left half done. What is inside is checked again before any writing.
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
  }
};

const openForWriting = (path: string, name: string): Connection =>
  openWith(path, false, (connection) => {
    connection.tryWriting(`PRAGMA user_version = ${schemaVersion(connection, name)}`);
    connection.execute('PRAGMA journal_mode = WAL');
    connection.execute('PRAGMA synchronous = NORMAL');
    connection.execute('PRAGMA foreign_keys = ON');
    // Kibibytes, written as a negative number: enough for the indexes that a large publication writes all over.
    connection.execute('PRAGMA cache_size = -65536');
    migrate(connection, name);
    return connection;
  });

/** SQLite does not wait by itself while another program switches a new file to the write-ahead log. */
const patiently = async <Result>(open: () => Result): Promise<Result> => {
  const giveUp = Date.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      return open();
    } catch (error) {
      if (!failedWith(error, SQLITE_BUSY) || Date.now() > giveUp) throw error;
      await sleep(20);
    }
  }
};

type Opened = { readonly connection: Connection; readonly writable: boolean };

const openExisting = (path: string, name: string): Opened => {
  inspect(path, name);
  try {
    return { connection: openForWriting(path, name), writable: true };
  } catch (error) {
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
    return { connection: openForReading(path, name), writable: false };
  }
};

/**
 * Opens the store in a SQLite file, making file and folders when there are none. A file that one may only read is
 * opened for reading: what writes is refused. A file that is not ours, or newer than we know, is not touched.
 */
export const openSqliteStore = async (
  path: string,
  { readonly = false }: { readonly readonly?: boolean } = {}
): Promise<Store> => {
  const file = resolve(path);
  const name = `sqlite:${file}`;
  try {
    const state = prepareDatabaseFile(file, name, readonly);
    const opened = await patiently((): Opened => {
      if (readonly) return { connection: openForReading(file, name), writable: false };
      return state === 'new' ? { connection: openForWriting(file, name), writable: true } : openExisting(file, name);
    });
    return createSqliteStore({ ...opened, name });
  } catch (error) {
    throw sqliteFailure(error, name);
  }
};
