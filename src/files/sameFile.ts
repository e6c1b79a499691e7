import type { BigIntStats } from 'node:fs';

/** The code of an error: at the path stood another file than the one that was looked at or made. */
export const SWAPPED = 'SWAPPED';

/** An error as the file system's own are: with a code to decide by, and the path. */
export const errorWithCode = (code: string, path: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${code}: ${path}`), { code, path });

type FileNumbers = Pick<BigIntStats, 'dev' | 'ino'>;

/**
 * Whether two looks met one and the same file, or both none. Exact numbers: those of some file systems do not fit into
 * a `number`.
 */
export const isSameFile = (one: FileNumbers | undefined, other: FileNumbers | undefined): boolean => {
  if (one === undefined || other === undefined) return one === other;
  // The number of the disk depends, on Windows, on whether a path or a handle was asked.
  return one.ino === other.ino && (process.platform === 'win32' || one.dev === other.dev);
};
