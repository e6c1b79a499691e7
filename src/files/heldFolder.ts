import { constants, existsSync, lstatSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { errorWithCode } from './sameFile.ts';

/** Where Linux leads into what this process has open, whatever its name is by now. */
const OPEN_FILES = '/proc/self/fd';

// Windows has no such flag: the number is missing there.
const NO_LINK = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/** A folder that is held open. */
export type HeldFolder = {
  /** Leads into the folder itself on Linux, also when somebody puts another one under its name; elsewhere its name. */
  readonly path: string;
  readonly close: () => Promise<void>;
};

/**
 * Holds a folder open, so that what is made in it is also renamed and removed in it. Who may not look into the folder,
 * or works on another system, goes by its name.
 */
export const holdFolder = async (path: string): Promise<HeldFolder> => {
  const byName = { path, close: () => Promise.resolve() };
  if (process.platform !== 'linux' || !existsSync(OPEN_FILES)) return byName;
  try {
    const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY);
    return { path: `${OPEN_FILES}/${String(folder.fd)}`, close: () => folder.close() };
  } catch {
    // Without the folder, the next thing done in it says what is wrong.
    return byName;
  }
};

/**
 * The same for a folder that is no link and that `check` does not refuse by throwing: it gets what the folder is that was
 * opened. Throws where there is none (`ENOENT`), or a link (`ELOOP` or `ENOTDIR`).
 */
export const holdCheckedFolder = async (path: string, check: (stats: Stats) => void): Promise<HeldFolder> => {
  if (process.platform !== 'linux' || !existsSync(OPEN_FILES)) {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) throw errorWithCode('ELOOP', path);
    check(stats);
    return { path, close: () => Promise.resolve() };
  }
  const folder = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | NO_LINK);
  try {
    check(await folder.stat());
    return { path: `${OPEN_FILES}/${String(folder.fd)}`, close: () => folder.close() };
  } catch (error) {
    await folder.close();
    throw error;
  }
};
