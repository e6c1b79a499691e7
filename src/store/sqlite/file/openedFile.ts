import { lstatSync, readdirSync, statSync, type BigIntStats } from 'node:fs';
import { elementsError } from '../../../errors.ts';
import { isSameFile } from '../../../files/sameFile.ts';

/** One file from before it is opened until it is closed. */
export type WatchedFile = {
  /** Which file of which disk it is. */
  readonly file: { readonly dev: bigint; readonly ino: bigint };
  /** Whether the path still means the file that was opened. */
  readonly stillTheFile: () => boolean;
  /** Throws where another file may have been opened than the one that was looked at. Asked once it is open. */
  readonly checkOpened: () => void;
};

/**
 * Looks at a store's file before it is opened. Who may write in its folder can put another file in its place at any
 * time: then a policy would be read from one file and set in another. `asGiven` may hold links; `path` is behind them.
 */
export const watchFile = (asGiven: string, path: string, name: string): WatchedFile => {
  const before = statSync(asGiven, { bigint: true });
  const stillTheFile = (): boolean => [lookAt(path, lstatSync), lookAt(asGiven, statSync)].every(isTheSame(before));
  return {
    file: { dev: before.dev, ino: before.ino },
    stillTheFile,
    checkOpened: () => {
      if (!stillTheFile() || isElsewhere(before)) throw anotherFile(name);
    },
  };
};

export const anotherFile = (name: string): Error =>
  elementsError('backendUnavailable', [
    name,
    'another file was put in its place since it was opened. Look at who may write in its folder, and run the command again',
  ]);

const isTheSame =
  (one: BigIntStats) =>
  (other: BigIntStats | undefined): boolean =>
    isSameFile(one, other);

const lookAt = (path: string, look: typeof lstatSync): BigIntStats | undefined => {
  try {
    return look(path, { bigint: true });
  } catch {
    return undefined;
  }
};

/** Where Linux lists what this process has open. */
const OPEN_FILES = '/proc/self/fd';

/**
 * Whether this process has not opened the file that it looked at: another one may have stood there for a moment only.
 * SQLite tells nothing of its file, but Linux does. Elsewhere it can't be known.
 */
const isElsewhere = (before: BigIntStats): boolean => {
  if (process.platform !== 'linux') return false;
  let open: string[];
  try {
    open = readdirSync(OPEN_FILES);
  } catch {
    return false;
  }
  return !open.some((number) => isSameFile(lookAt(`${OPEN_FILES}/${number}`, statSync), before));
};
