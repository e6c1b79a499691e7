import { rename as renameOnce } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** What Windows says while somebody else has the old file open: a reader, an index, a virus scanner. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const ATTEMPTS = 6;
const FIRST_WAIT_MS = 10;

/** Renames a file over another one. On Windows it is tried again for a third of a second while that one is held open. */
export const renamePatiently = async (
  from: string,
  to: string,
  {
    platform = process.platform,
    rename = renameOnce,
    sleep = wait,
  }: {
    readonly platform?: NodeJS.Platform;
    readonly rename?: (from: string, to: string) => Promise<void>;
    readonly sleep?: (ms: number) => Promise<unknown>;
  } = {}
): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const isHeld = platform === 'win32' && HELD.has((error as NodeJS.ErrnoException).code);
      if (!isHeld || attempt === ATTEMPTS) throw error;
      await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
};
