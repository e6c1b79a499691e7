import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { elementsError } from '../errors.ts';
import type { SourceFile } from '../org/sourceFile.ts';

/** Writes generated files; one that exists with another content is only overwritten when told to. The paths as written. */
export const writeSource = async (
  folder: string,
  files: readonly SourceFile[],
  options: { readonly force: boolean }
): Promise<string[]> => {
  const targets = files.map(({ path, content }) => ({ path: join(folder, path), content }));
  const inTheWay = [];
  for (const { path, content } of targets) {
    if ((await exists(path)) && (await readFile(path, 'utf8')) !== content) inTheWay.push(path);
  }
  if (inTheWay.length > 0 && !options.force) throw elementsError('filesExist', [inTheWay.join(', ')]);
  for (const { path, content } of targets) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return targets.map(({ path }) => path);
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  );
