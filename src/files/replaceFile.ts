import { randomBytes } from 'node:crypto';
import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { holdFolder } from './heldFolder.ts';
import { renamePatiently } from './renamePatiently.ts';
import { errorWithCode, isSameFile, SWAPPED } from './sameFile.ts';

/** Read, write and execute of owner, group and others. No file of ours has setuid, setgid or sticky bits. */
const PERMISSIONS = 0o777;

export type Replacement = {
  /** Permissions of the file, whatever the umask says. */
  readonly mode: number;
  /**
   * A file that is there already keeps its owner, its group, and of its permissions these bits beside those of `mode`.
   * Without it the new file is the caller's, with `mode`.
   */
  readonly keep?: number;
  /** The file as the caller looked at it, for example while reading it: nothing else is replaced. */
  readonly former?: BigIntStats | 'none';
};

/**
 * Puts a new file in the place of an old one, or of none: readers find the old text or the new one, whole. It follows no
 * link and replaces nothing but ordinary files. The folder has to be there. All that is done to the new file is done on
 * its open handle, so that another user of the machine who may write to the folder can't lead it to another file; if
 * somebody puts something else in its place, or in the place of the old file, the code of the error is `SWAPPED`.
 */
export const replaceFile = async (path: string, text: string, options: Replacement): Promise<void> => {
  const folder = await holdFolder(dirname(path));
  try {
    await replaceIn(folder.path, path, { ...options, text });
  } finally {
    await folder.close();
  }
};

/** `folder` leads into the folder of `path` as it was when it was opened. */
const replaceIn = async (
  folder: string,
  path: string,
  { text, ...options }: Replacement & { readonly text: string }
): Promise<void> => {
  const target = join(folder, basename(path));
  const former = await ordinaryFile(target);
  const expected = options.former === 'none' ? undefined : (options.former ?? former);
  if (!isSameFile(former, expected)) throw errorWithCode(SWAPPED, path);
  const temporary = join(folder, `.elements-${randomBytes(6).toString('hex')}.tmp`);
  // Nobody else reads it before it is complete.
  const file = await open(temporary, NEW_FILE, 0o600);
  try {
    await fill(file, text, options, former);
    const made = await file.stat({ bigint: true });
    if (!isSameFile(await ordinaryFile(temporary), made)) throw errorWithCode(SWAPPED, temporary);
    // By the name and in the folder: both are the same only where the folder is still in its place.
    for (const place of [target, path]) {
      if (!isSameFile(await ordinaryFile(place), former)) throw errorWithCode(SWAPPED, path);
    }
    await renamePatiently(temporary, target);
    if (isSameFile(await ordinaryFile(path), made)) return;
    // Nothing of ours stays in a folder that took the place of another.
    if (former === undefined && isSameFile(await ordinaryFile(target), made)) await rm(target);
    throw errorWithCode(SWAPPED, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
};

// Windows has no flag against links, and Node none for it; a link is no new file there either.
const NEW_FILE =
  constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | ((constants.O_NOFOLLOW as number | undefined) ?? 0);

/** The owner before the permissions: what a group may do is meant for the group that the file keeps. */
const fill = async (
  file: FileHandle,
  text: string,
  { mode, keep }: Replacement,
  former: BigIntStats | undefined
): Promise<void> => {
  await file.writeFile(text);
  const kept = keep === undefined ? undefined : former;
  const own = await file.stat({ bigint: true });
  if (kept !== undefined && (kept.uid !== own.uid || kept.gid !== own.gid)) {
    await file.chown(Number(kept.uid), Number(kept.gid));
  }
  await file.chmod((mode | (Number(kept?.mode ?? 0) & (keep ?? 0))) & PERMISSIONS);
  await file.sync();
};

/** What is at the path, or undefined; throws where that is a link, a folder, a pipe or the like. */
const ordinaryFile = async (path: string): Promise<BigIntStats | undefined> => {
  let found: BigIntStats;
  try {
    found = await lstat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!found.isFile()) throw errorWithCode(found.isSymbolicLink() ? 'ELOOP' : 'EINVAL', path);
  return found;
};
