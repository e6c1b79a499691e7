import { constants, type BigIntStats, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { errorWithCode } from './sameFile.ts';

// Windows has no such flags: the numbers are missing there.
const NO_LINK = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const NO_WAITING = (constants.O_NONBLOCK as number | undefined) ?? 0;

/** Bytes; a file that says it is empty is not read byte by byte. */
const STEP = 4_096;

/** A file's text, and what it was at the moment of reading. */
export type OrdinaryFile = { readonly text: string; readonly stats: BigIntStats };

/**
 * Opens an ordinary file, never a link, and never waits for somebody to write into a pipe; nothing is made or cut.
 * Throws `ELOOP` for a link, `EINVAL` for a folder, a device or the like.
 */
export const openOrdinaryFile = async (path: string, access: 'read' | 'read and write'): Promise<FileHandle> => {
  // Looked at first: with some devices it is the opening that does something.
  checkOrdinary(await lstat(path), path);
  const flags = access === 'read' ? constants.O_RDONLY : constants.O_RDWR;
  const file = await open(path, flags | NO_LINK | NO_WAITING);
  try {
    checkOrdinary(await file.stat(), path);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
};

const checkOrdinary = (stats: Stats, path: string): void => {
  if (!stats.isFile()) throw errorWithCode(stats.isSymbolicLink() ? 'ELOOP' : 'EINVAL', path);
};

/** The text of an ordinary file; undefined where there is nothing. Throws `EFBIG` where it is longer than `most` bytes. */
export const readOrdinaryFile = async (path: string, most: number): Promise<OrdinaryFile | undefined> => {
  let file: FileHandle;
  try {
    file = await openOrdinaryFile(path, 'read');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return { stats: await file.stat({ bigint: true }), text: (await readFrom(file, path, most)).toString('utf8') };
  } finally {
    await file.close();
  }
};

/**
 * All bytes from the start of an open file. Takes as much memory as the file needs. One that grows while it is read can't
 * fill the memory: throws `EFBIG` where it is longer than `most` bytes.
 */
export const readFrom = async (file: FileHandle, path: string, most: number): Promise<Buffer> => {
  // One byte more than the file has: with room left, an answer of no bytes means the end.
  let buffer = Buffer.alloc(Math.min((await file.stat()).size, most) + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
    length += bytesRead;
    if (length > most) throw errorWithCode('EFBIG', path);
    if (bytesRead === 0) return buffer.subarray(0, length);
    // It is longer than it said, as the system's own files are, or it grew.
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(Math.max(length * 2, STEP), most + 1));
  }
};
