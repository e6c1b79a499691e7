import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isSameFile } from '../../files/sameFile.ts';
import type { StoredPolicies } from '../records.ts';
import { askCorporatePolicies } from '../sql/questions/governance.ts';
import { askOrgPolicies } from '../sql/questions/orgs.ts';
import type { Actor, Store, StoreRole } from '../store.ts';
import { leaveOneFile } from './file/atRest.ts';
import { createSchemaCheck } from './schema/checkSchema.ts';
import { sqliteFailure } from './connection/connection.ts';
import { refusePlanted } from './file/companions.ts';
import { prepareDatabaseFile } from './file/databaseFile.ts';
import { fileRoles } from './file/fileRoles.ts';
import { schemaVersion } from './schema/migrate.ts';
import {
  BUSY_TIMEOUT,
  SQLITE_BUSY,
  SQLITE_CANTOPEN,
  SQLITE_READONLY,
  checkUpToDate,
  failedWith,
  mayWrite,
  openForReading,
  openForWriting,
  openToLook,
  type Known,
  type Opened,
} from './file/openConnection.ts';
import { anotherFile, watchFile, type WatchedFile } from './file/openedFile.ts';
import { createSearchIndex, hasFullText } from './search/searchIndex.ts';
import { createSqliteStore, type FileAccess } from './sqliteStore.ts';

/** SQLite does not wait by itself while another program switches a new file to the write-ahead log. */
const patiently = async <Result>(open: () => Result): Promise<Result> => {
  const giveUp = Date.now() + BUSY_TIMEOUT;
  for (;;) {
    try {
      return open();
    } catch (error) {
      if (!failedWith(error, SQLITE_BUSY) || Date.now() >= giveUp) throw error;
      await sleep(20);
    }
  }
};

type Place = { readonly asGiven: string; readonly file: string; readonly name: string };

/**
 * Opens a file and makes sure that it is the one at the path, and that nobody put anything beside it meanwhile. What was
 * planted is named rather than what SQLite said of it.
 */
const openWatched = (
  { asGiven, file, name }: Place,
  open: () => Opened
): { readonly opened: Opened; readonly watched: WatchedFile } => {
  const watched = watchFile(asGiven, file, name);
  let opened: Opened | undefined;
  try {
    opened = open();
    watched.checkOpened();
    refusePlanted(file, name);
    // SQLite works on with a log that was taken away again, so that nobody sees whose it was.
    const writes = opened.for === 'writing';
    if (writes && opened.connection.pragma('journal_mode') === 'wal' && !existsSync(`${file}-wal`)) {
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
  const read = (): Opened => ({
    connection: openForReading(path, known.name, checkUpToDate(known)),
    for: 'reading',
  });
  if (!mayWrite(path)) return read();
  const looking = openToLook(path, known);
  if (looking !== undefined) return { connection: looking, for: 'looking' };
  try {
    return { connection: openForWriting(path, known), for: 'writing' };
  } catch (error) {
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
    return read();
  }
};

/** Opens a file that was only looked at for writing, as the very same file; undefined where it may only be read. */
const openToWrite = (place: Place, known: Known, looked: WatchedFile): Opened | undefined => {
  if (!looked.stillTheFile()) throw anotherFile(place.name);
  refusePlanted(place.file, place.name);
  try {
    const { opened, watched } = openWatched(place, () => ({
      connection: openForWriting(place.file, known),
      for: 'writing',
    }));
    if (isSameFile(looked.file, watched.file)) return opened;
    opened.connection.close();
    throw anotherFile(place.name);
  } catch (error) {
    if (!failedWith(error, SQLITE_READONLY, SQLITE_CANTOPEN)) throw error;
    return undefined;
  }
};

/** A file is opened for writing when something is to be written; until then SQLite keeps nothing beside it. */
const accessTo = (place: Place, known: Known, opened: Opened, watched: WatchedFile): FileAccess => {
  const { connection } = opened;
  let now = opened.for;
  let opening: Promise<void> | undefined;
  const open = async (): Promise<void> => {
    const writer = await patiently(() => openToWrite(place, known, watched));
    if (writer !== undefined) connection.become(writer.connection);
    now = writer?.for ?? 'reading';
  };
  return {
    writes: () => now === 'writing',
    openToWrite: () => (now === 'looking' ? (opening ??= open().finally(() => (opening = undefined))) : undefined),
    check: () => {
      if (!watched.stillTheFile()) throw anotherFile(place.name);
    },
    // Who writes holds a log of its own. Who does not gets what lies there each time something is read.
    checkBeside: () => {
      if (now !== 'writing') refusePlanted(place.file, place.name);
    },
    close: () => leaveOneFile({ connection, writes: now === 'writing' }, place, watched),
  };
};

/**
 * Opens the store in a SQLite file, making file and folders when there are none. A file that one may only read is
 * opened for reading: what writes is refused. A file that is not ours, or newer than we know, is not touched.
 * For tests, `fullText` says whether SQLite has full-text indexes, which else is asked of it, and `searchRowsAtOnce` with
 * how many changes a publication leaves search rows for later.
 */
export const openSqliteStore = async (
  path: string,
  options: {
    readonly readonly?: boolean;
    readonly actor?: Pick<Actor, 'userId'>;
    readonly fullText?: boolean;
    readonly searchRowsAtOnce?: number;
  } = {}
): Promise<Store> => {
  const { readonly = false, actor = thisUser() } = options;
  const name = `sqlite:${resolve(path)}`;
  const known: Known = { name, checkSchema: createSchemaCheck(name) };
  try {
    const { path: file, state } = prepareDatabaseFile(resolve(path), name, readonly);
    const place: Place = { asGiven: resolve(path), file, name };
    const { opened, watched } = await patiently(() =>
      openWatched(place, (): Opened => {
        if (readonly) return { connection: openForReading(file, name, checkUpToDate(known)), for: 'reading' };
        return state === 'new'
          ? { connection: openForWriting(file, known), for: 'writing' }
          : openExisting(file, known);
      })
    );
    const roles = async (): Promise<StoreRole[]> => fileRoles(path, actor);
    const index = createSearchIndex(opened.connection, {
      isAvailable: options.fullText ?? hasFullText(opened.connection),
      ...(options.searchRowsAtOnce !== undefined && { rowsAtOnce: options.searchRowsAtOnce }),
    });
    if (opened.for === 'writing') index.catchUp();
    return createSqliteStore({
      connection: opened.connection,
      name,
      index,
      roles,
      access: accessTo(place, known, opened, watched),
    });
  } catch (error) {
    throw sqliteFailure(error, name);
  }
};

const thisUser = (): Pick<Actor, 'userId'> => ({ userId: process.getuid?.() });

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
    const { opened, watched } = openWatched({ asGiven: resolve(path), file, name }, () => ({
      connection: openForReading(file, name, (found) => {
        version = schemaVersion(found, name);
        found.keepChecked(() => checkSchema(found));
      }),
      for: 'reading',
    }));
    const { connection } = opened;
    try {
      return version === 0
        ? undefined
        : connection.read(() => ({
            corporate: connection.ask(askCorporatePolicies()),
            orgs: connection.ask(askOrgPolicies()),
          }));
    } finally {
      leaveOneFile({ connection, writes: false, changes: false }, { file, name }, watched);
    }
  } catch (error) {
    throw sqliteFailure(error, name);
  }
};
