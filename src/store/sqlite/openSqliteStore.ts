import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { elementsError } from '../../errors.ts';
import type { StoredPolicies } from '../records.ts';
import type { Store } from '../store.ts';
import { createSchemaCheck } from './checkSchema.ts';
import { Connection, isSqliteError, resultCode, sqliteFailure } from './connection.ts';
import { refusePlanted } from './companions.ts';
import { loadSqlite, prepareDatabaseFile } from './databaseFile.ts';
import { corporatePolicies, orgPolicies } from './governance.ts';
import { isUpToDate, migrate, schemaVersion } from './migrate.ts';
import { anotherFile, watchFile, type WatchedFile } from './openedFile.ts';
import { createSearchIndex, hasFullText } from './search/searchIndex.ts';
import { createSqliteStore } from './sqliteStore.ts';

/** How long a program waits for another one's writing, in milliseconds. */
const BUSY_TIMEOUT = 10_000;

/** Bytes. */
const PAGE_SIZE = 16_384;

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_CANTOPEN = 14;

const failedWith = (error: unknown, ...codes: readonly number[]): boolean =>
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
const checkUpToDate =
  ({ name, checkSchema }: Known): Check =>
  (connection) => {
    if (isUpToDate(schemaVersion(connection, name))) return connection.keepChecked(() => checkSchema(connection));
    throw elementsError('backendUnavailable', [
      name,
      'an older version of sf elements wrote it. Somebody who may write it has to open it once with this version first, ' +
        'for example with "sf elements org list" on it',
    ]);
  };

type Check = (connection: Connection) => void;

/** A database by the name that a person is told, and the check of what is in it. */
type Known = { readonly name: string; readonly checkSchema: Check };

/**
 * Who may only read the file must not make the files that readers and writers share (`-shm`, `-wal`): they would belong
 * to the reader, and lock out the owner. Where no log of unfinished writing lies beside the file, the file alone is the
 * whole database.
 */
const openForReading = (path: string, name: string, check: Check): Connection => {
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

const mayWrite = (path: string): boolean => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Looks into an existing file without any chance of changing it: it may be somebody else's. */
const inspect = (path: string, { checkSchema }: Known): void => {
  try {
    openWith(path, true, (connection) => {
      checkSchema(connection);
      connection.close();
    });
  } catch (error) {
    // A reader can't undo what a killed writer left half done. What is inside is checked again before any writing.
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
  }
};

const openForWriting = (path: string, { name, checkSchema }: Known): Connection =>
  openWith(path, false, (connection) => {
    checkSchema(connection);
    // Of a new file only. Contents are large: with small pages each is spread over many, which costs every write.
    connection.execute(`PRAGMA page_size = ${PAGE_SIZE}`);
    connection.tryWriting(`PRAGMA user_version = ${schemaVersion(connection, name)}`);
    connection.execute('PRAGMA journal_mode = WAL');
    connection.execute('PRAGMA synchronous = NORMAL');
    // Kibibytes, written as a negative number: enough for the indexes that a large publication writes all over.
    connection.execute('PRAGMA cache_size = -65536');
    connection.execute('PRAGMA foreign_keys = OFF');
    migrate(connection, name);
    connection.execute('PRAGMA foreign_keys = ON');
    connection.keepChecked(() => checkSchema(connection));
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

/**
 * Opens a file and makes sure that it is the one at the path, and that nobody put anything beside it meanwhile. What was
 * planted is named rather than what SQLite said of it.
 */
const openWatched = (
  asGiven: string,
  { file, name }: { readonly file: string; readonly name: string },
  open: () => Opened
): { readonly opened: Opened; readonly watched: WatchedFile } => {
  const watched = watchFile(asGiven, file, name);
  let opened: Opened | undefined;
  try {
    opened = open();
    watched.checkOpened();
    refusePlanted(file, name);
    // SQLite works on with a log that was taken away again, so that nobody sees whose it was.
    if (opened.writable && opened.connection.pragma('journal_mode') === 'wal' && !existsSync(`${file}-wal`)) {
      throw anotherFile(name);
    }
    return { opened, watched };
  } catch (error) {
    opened?.connection.close();
    refusePlanted(file, name);
    throw error;
  }
};

const openExisting = (path: string, known: Known): Opened => {
  const read = (): Opened => ({ connection: openForReading(path, known.name, checkUpToDate(known)), writable: false });
  if (!mayWrite(path)) return read();
  inspect(path, known);
  try {
    return { connection: openForWriting(path, known), writable: true };
  } catch (error) {
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
    return read();
  }
};

/**
 * Opens the store in a SQLite file, making file and folders when there are none. A file that one may only read is
 * opened for reading: what writes is refused. A file that is not ours, or newer than we know, is not touched.
 * `fullText`, for tests, says whether SQLite has full-text indexes, which else is asked of it.
 */
export const openSqliteStore = async (
  path: string,
  { readonly = false, fullText }: { readonly readonly?: boolean; readonly fullText?: boolean } = {}
): Promise<Store> => {
  const name = `sqlite:${resolve(path)}`;
  const known: Known = { name, checkSchema: createSchemaCheck(name) };
  try {
    const { path: file, state } = prepareDatabaseFile(resolve(path), name, readonly);
    const { opened, watched } = await patiently(() =>
      openWatched(resolve(path), { file, name }, (): Opened => {
        if (readonly) return { connection: openForReading(file, name, checkUpToDate(known)), writable: false };
        return state === 'new'
          ? { connection: openForWriting(file, known), writable: true }
          : openExisting(file, known);
      })
    );
    const index = createSearchIndex(opened.connection, fullText ?? hasFullText(opened.connection));
    if (opened.writable) index.bringUpToDate();
    return createSqliteStore({ ...opened, name, index, file: watched.file, stillTheFile: watched.stillTheFile });
  } catch (error) {
    throw sqliteFailure(error, name);
  }
};

/**
 * The policies in a store that is not the one in use: read and nothing else, so that no schema is raised for it.
 * Undefined where nothing has been put into it yet; these columns have been in every version of the schema.
 */
export const readSqlitePolicies = (path: string): StoredPolicies | undefined => {
  const name = `sqlite:${resolve(path)}`;
  try {
    const { path: file } = prepareDatabaseFile(resolve(path), name, true);
    let version = 0;
    const checkSchema = createSchemaCheck(name);
    const { connection } = openWatched(resolve(path), { file, name }, () => ({
      connection: openForReading(file, name, (found) => {
        version = schemaVersion(found, name);
        found.keepChecked(() => checkSchema(found));
      }),
      writable: false,
    })).opened;
    try {
      return version === 0
        ? undefined
        : connection.read(() => ({ corporate: corporatePolicies(connection), orgs: orgPolicies(connection) }));
    } finally {
      connection.close();
    }
  } catch (error) {
    throw sqliteFailure(error, name);
  }
};
