import { lstat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { SourceFile } from '../../connections/generatedSource.ts';
import { elementsError, isElementsError } from '../../errors.ts';
import { makeFolders } from '../../files/makeFolders.ts';
import { readOrdinaryFile, type OrdinaryFile } from '../../files/readOrdinaryFile.ts';
import { replaceFile } from '../../files/replaceFile.ts';
import { SWAPPED } from '../../files/sameFile.ts';
import { weakFolderOf } from '../../files/weakFolder.ts';
import { settledEnd } from '../../files/wayTo.ts';
import { fileMessage } from '../../messages.ts';
import { printable } from '../../redact.ts';

/** Of what is new. Source holds no secret; the folder around it keeps it from others where somebody wants that. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o755;
/** What a file that is there already keeps: all but that every user of the machine may write it. */
const KEPT = 0o775;
/** 1 MB: no source file of ours is nearly as large. */
const MOST_BYTES = 1_000_000;

/**
 * Writes generated files; one that exists with another content is only overwritten when told to. Nothing is written
 * through a link below the folder, which may lead anywhere, nor where other users of the machine could put such a link.
 * The paths as written.
 */
export const writeSource = async (
  folder: string,
  files: readonly SourceFile[],
  options: { readonly force: boolean }
): Promise<string[]> => {
  const targets = await Promise.all(
    files.map(async ({ path, content }) => lookAt(folder, { path: join(folder, path), content }))
  );
  const inTheWay = targets.filter(({ former, content }) => former !== undefined && former.text !== content);
  if (inTheWay.length > 0 && !options.force) {
    throw elementsError('filesExist', [inTheWay.map(({ path }) => path).join(', ')]);
  }
  for (const target of targets) if (target.former?.text !== target.content) await write(folder, target);
  return targets.map(({ path }) => path);
};

type Target = { readonly path: string; readonly content: string; readonly former: OrdinaryFile | undefined };

const lookAt = async (folder: string, { path, content }: SourceFile): Promise<Target> => {
  await refuseOthersPlaces(folder, path);
  try {
    return { path, content, former: await readOrdinaryFile(path, MOST_BYTES) };
  } catch (error) {
    throw notWritable(folder, error);
  }
};

const write = async (folder: string, { path, content, former }: Target): Promise<void> => {
  try {
    // Each once more, of the folders that were missing: somebody may have been faster.
    makeFolders(settledEnd(dirname(resolve(path))), FOLDER_MODE, (made) => refuseWeakFolder(folder, made));
    await refuseOthersPlaces(folder, path);
    const permissions = former === undefined ? { mode: FILE_MODE } : { mode: 0, keep: KEPT };
    await replaceFile(path, content, { ...permissions, former: former?.stats ?? 'none' });
    await refuseOthersPlaces(folder, path);
  } catch (error) {
    throw notWritable(folder, error);
  }
};

/** What another user of the machine may have put there, or may put there at any time. */
const refuseOthersPlaces = async (folder: string, path: string): Promise<void> => {
  if (await isLinkOnTheWay(folder, path)) throw elementsError('linkInTheWay', [path]);
  refuseWeakFolder(folder, path);
};

const refuseWeakFolder = (folder: string, path: string): void => {
  const weak = weakFolderOf(path);
  if (weak === undefined) return;
  const error = elementsError('folderNotWritable', [folder, weak.problem]);
  error.actions = [printable(weak.step)];
  throw error;
};

const notWritable = (folder: string, error: unknown): unknown => {
  const cause = error as NodeJS.ErrnoException;
  if (isElementsError(cause)) return cause;
  const reason = cause.code === SWAPPED ? fileMessage('swapped') : (cause.code ?? cause.message);
  return elementsError('folderNotWritable', [folder, reason], { cause });
};

/** Of the file or of a folder between it and the folder that was named; a link that leads nowhere is one too. */
const isLinkOnTheWay = async (folder: string, path: string): Promise<boolean> => {
  const between = relative(folder, path).split(sep);
  const places = between.map((_, index) => join(folder, ...between.slice(0, index + 1)));
  const links = await Promise.all(
    places.map((place) =>
      lstat(place).then(
        (found) => found.isSymbolicLink(),
        () => false
      )
    )
  );
  return links.includes(true);
};
