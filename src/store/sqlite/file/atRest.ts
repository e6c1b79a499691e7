import { refusePlanted } from './companions.ts';
import { isSqliteError, type Connection } from '../connection/connection.ts';
import { mayWrite, openPlain } from './openConnection.ts';
import type { WatchedFile } from './openedFile.ts';

/** A connection to be closed. `changes` is false where not even a byte that says how the file is written may change. */
type Closing = { readonly connection: Connection; readonly writes: boolean; readonly changes?: boolean };

/**
 * Closes a connection so that the store is one file afterwards, which any program can read without making others beside
 * it. Where another program has the store open, that one does it when it closes; after a crash, who opens it next.
 */
export const leaveOneFile = (
  { connection, writes, changes = true }: Closing,
  { file, name }: { readonly file: string; readonly name: string },
  { stillTheFile }: Pick<WatchedFile, 'stillTheFile'>
): void => {
  let isOne = !writes && connection.pragma('journal_mode') !== 'wal';
  try {
    if (writes) isOne = putToRest(connection);
  } finally {
    connection.close();
  }
  // A reader can't take the log away that it has read with. Of two that close at once neither may have been the last.
  if (!isOne && mayWrite(file) && stillTheFile()) tidy({ file, name, changes });
};

/** Milliseconds for programs that close at the same time; one that reads on must not hold up the end of a command. */
const PATIENCE = 250;

/**
 * False where it can't be done, because another program has the file open as well, or the disk is full: the command is
 * done with the store, and what it wrote is safe in the log.
 */
const putToRest = (connection: Connection): boolean => {
  try {
    connection.execute(`PRAGMA busy_timeout = ${PATIENCE}`);
    connection.pragma('wal_checkpoint(TRUNCATE)');
    return connection.pragma('journal_mode = DELETE') !== 'wal';
  } catch (error) {
    if (isSqliteError(error)) return false;
    throw error;
  }
};

/** Opens the file once more, as one that may write it: the last of those takes the log away when it closes. */
const tidy = ({ file, name, changes }: { file: string; name: string; changes: boolean }): void => {
  try {
    refusePlanted(file, name);
    const connection = openPlain(file);
    try {
      if (changes) putToRest(connection);
      else connection.isEmpty();
    } finally {
      connection.close();
    }
  } catch {
    // The command is done with the store: what lies beside it is no failure of the command.
  }
};
