import type { Compacted } from '../../records.ts';
import { isSqliteError, resultCode, type Connection } from '../connection/connection.ts';
import { BUSY_TIMEOUT, SQLITE_BUSY } from '../file/openConnection.ts';
import type { SearchIndex } from '../search/searchIndex.ts';

/** https://www.sqlite.org/rescode.html */
const SQLITE_LOCKED = 6;
const SQLITE_FULL = 13;

/** Bytes that a slow disk writes in a second or two. */
const LARGE = 100e6;

/**
 * Writes the whole file anew, so that neither it nor its log holds a byte of what was removed. Waits for other programs,
 * both steps together no longer than for any writing; what could not be done is said, and is no failure.
 */
export const compact = (
  connection: Connection,
  { index, onSlow }: { readonly index: SearchIndex; readonly onSlow?: () => void }
): Compacted => {
  const before = sizeOf(connection);
  if (before > LARGE) onSlow?.();
  const giveUp = Date.now() + BUSY_TIMEOUT;
  const problem =
    attempt(() => {
      // It keeps the words of removed rows, and is made anew of what is left.
      connection.write(() => index.empty());
      index.catchUp();
      connection.execute('VACUUM');
    }) ?? emptyLog(connection, Math.max(giveUp - Date.now(), 0));
  return { before, after: sizeOf(connection), ...(problem === undefined ? {} : { problem }) };
};

/** Of the file as it is without a log, in which what was just removed is written down as well. */
const sizeOf = (connection: Connection): number =>
  Number(connection.pragma('page_count')) * Number(connection.pragma('page_size'));

const attempt = (work: () => unknown): Compacted['problem'] => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    const code = resultCode(error);
    if (code === SQLITE_BUSY || code === SQLITE_LOCKED) return 'in use';
    return code === SQLITE_FULL ? 'disk full' : 'failed';
  }
};

/** A reader that sees the model as it was before keeps the log as it is. */
const emptyLog = (connection: Connection, timeout: number): Compacted['problem'] => {
  const left: unknown[] = [];
  connection.execute(`PRAGMA busy_timeout = ${timeout}`);
  const problem = attempt(() => left.push(connection.pragma('wal_checkpoint(TRUNCATE)')));
  connection.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  return problem ?? (left[0] === 0 ? undefined : 'in use');
};
