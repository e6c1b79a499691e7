import { statSync } from 'node:fs';
import type { Compacted } from '../records.ts';
import { isSqliteError, resultCode, type Connection } from './connection.ts';
import { BUSY_TIMEOUT, SQLITE_BUSY } from './openConnection.ts';

/** https://www.sqlite.org/rescode.html */
const SQLITE_LOCKED = 6;
const SQLITE_FULL = 13;

/** Bytes that a slow disk writes in a second or two. */
const LARGE = 100e6;

/**
 * Writes the whole file anew, so that neither it nor its log holds a byte of what was removed. Waits for other programs,
 * both steps together no longer than for any writing; what could not be done is said, and is no failure.
 */
export const compact = (connection: Connection, file: string, isLong?: () => void): Compacted => {
  const before = sizeOf(file);
  if (before > LARGE) isLong?.();
  const giveUp = Date.now() + BUSY_TIMEOUT;
  const problem = vacuum(connection) ?? emptyLog(connection, Math.max(giveUp - Date.now(), 0));
  connection.execute(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  return { before, after: sizeOf(file), ...(problem === undefined ? {} : { problem }) };
};

/** With what its log holds. */
const sizeOf = (file: string): number =>
  ['', '-wal'].reduce((size, suffix) => size + (statSync(`${file}${suffix}`, { throwIfNoEntry: false })?.size ?? 0), 0);

const vacuum = (connection: Connection): Compacted['problem'] => {
  try {
    // What the schema says is run again, as it is by then.
    connection.read(() => undefined);
    connection.execute('VACUUM');
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
  connection.execute(`PRAGMA busy_timeout = ${timeout}`);
  return connection.pragma('wal_checkpoint(TRUNCATE)') === 0 ? undefined : 'in use';
};
