import { access, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { SourceFile } from '../../connections/generatedSource.ts';
import { elementsError } from '../../errors.ts';

/**
 * Writes generated files; one that exists with another content is only overwritten when told to. Nothing is written
 * through a link below the folder, which may lead anywhere. The paths as written.
 */
export const writeSource = async (
  folder: string,
  files: readonly SourceFile[],
  options: { readonly force: boolean }
): Promise<string[]> => {
  const targets = files.map(({ path, content }) => ({ path: join(folder, path), content }));
  const inTheWay = [];
  for (const { path, content } of targets) {
    if (await isLinkOnTheWay(folder, path)) throw elementsError('linkInTheWay', [path]);
    if ((await exists(path)) && (await readFile(path, 'utf8')) !== content) inTheWay.push(path);
  }
  if (inTheWay.length > 0 && !options.force) throw elementsError('filesExist', [inTheWay.join(', ')]);
  try {
    for (const { path, content } of targets) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    throw elementsError('folderNotWritable', [folder, cause.code ?? cause.message], { cause });
  }
  return targets.map(({ path }) => path);
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  );

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
