import { elementsError } from '../../errors.ts';

type SqliteError = Error & { readonly code: 'ERR_SQLITE_ERROR'; readonly errcode: number };

export const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error;

/** SQLite's primary result code: the low byte of the extended one. */
export const resultCode = (error: SqliteError): number => error.errcode & 0xff;

/** Result codes that are about the file and its disk, not about what we asked: https://www.sqlite.org/rescode.html */
const REASONS: { readonly [code: number]: string } = {
  5: 'another program has been writing to it for too long',
  6: 'another program has been writing to it for too long',
  8: 'the file may only be read',
  10: 'the disk failed while reading or writing',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'you have no permission to open it, or to write in its folder',
  23: 'you may not use the file',
  26: 'the file is not a SQLite database',
};

/** The error as a person should see it; what is not about the file is passed through. */
export const sqliteFailure = (error: unknown, name: string): unknown => {
  const reason = isSqliteError(error) ? REASONS[resultCode(error)] : undefined;
  return reason === undefined ? error : elementsError('backendUnavailable', [name, reason], { cause: error as Error });
};
