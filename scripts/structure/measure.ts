import { posix } from 'node:path';

/** Texts of TypeScript files by path, `src/…`. */
export type Files = ReadonlyMap<string, string>;

export type Structure = {
  readonly files: number;
  readonly lines: number;
  readonly median: number;
  readonly largestFile: { readonly path: string; readonly lines: number };
  /** Files of 20 lines or fewer. */
  readonly small: number;
  /** By the files that lie in it, those of its folders not counted. */
  readonly largestFolder: { readonly path: string; readonly files: number };
  /** Files that import each other, each group once; imports of types count. */
  readonly circles: ReadonlyArray<readonly string[]>;
  /** Pairs of folders with imports in both directions; a folder and one within it are no pair. */
  readonly mutualFolders: ReadonlyArray<readonly [string, string]>;
  /** Imports from a room to one that stands above it, as `[from, to]`. */
  readonly arrowsUp: ReadonlyArray<readonly [string, string]>;
};

/** `order`: the rooms of `src` from top to bottom; folders that are no room of it have no arrows. */
export const measure = (files: Files, order: readonly string[]): Structure => {
  const lengths = [...files].map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }));
  const sorted = lengths.toSorted((a, b) => a.lines - b.lines);
  const folders = Map.groupBy(files.keys(), (path) => posix.dirname(path));
  const largest = [...folders].toSorted(([, a], [, b]) => b.length - a.length)[0];
  const imports = new Map(
    [...files].map(([path, text]) => [path, importsOf(path, text).filter((to) => files.has(to))])
  );
  return {
    files: files.size,
    lines: lengths.reduce((sum, { lines }) => sum + lines, 0),
    median: sorted[Math.floor(sorted.length / 2)]?.lines ?? 0,
    largestFile: sorted.at(-1) ?? { path: '', lines: 0 },
    small: lengths.filter(({ lines }) => lines <= 20).length,
    largestFolder: { path: largest?.[0] ?? '', files: largest?.[1].length ?? 0 },
    circles: circlesIn(imports),
    mutualFolders: mutualFolders(imports),
    arrowsUp: arrowsUp(imports, order),
  };
};

/** Paths that a file imports: statically, for their types alone, or when it runs. */
const importsOf = (path: string, text: string): string[] =>
  [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+)'(\.{1,2}\/[^']+)'/gm)].map(([, target = '']) =>
    posix.join(posix.dirname(path), target)
  );

type Imports = ReadonlyMap<string, readonly string[]>;

/** Strongly connected groups of more than one file, as Tarjan finds them. */
const circlesIn = (imports: Imports): string[][] => {
  const indexes = new Map<string, number>();
  const lows = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    indexes.set(file, indexes.size);
    lows.set(file, indexes.get(file) ?? 0);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!indexes.has(next)) visit(next);
      if (stack.includes(next)) lows.set(file, Math.min(lows.get(file) ?? 0, lows.get(next) ?? 0));
    }
    if (lows.get(file) !== indexes.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1) circles.push(group.sort());
  };
  for (const file of imports.keys()) if (!indexes.has(file)) visit(file);
  return circles;
};

const mutualFolders = (imports: Imports): Array<[string, string]> => {
  const arrows = new Set<string>();
  for (const [from, targets] of imports) {
    for (const to of targets) arrows.add(`${posix.dirname(from)} ${posix.dirname(to)}`);
  }
  return [...arrows].flatMap((arrow): Array<[string, string]> => {
    const [from = '', to = ''] = arrow.split(' ');
    const apart = !from.startsWith(`${to}/`) && !to.startsWith(`${from}/`);
    return from < to && apart && arrows.has(`${to} ${from}`) ? [[from, to]] : [];
  });
};

const arrowsUp = (imports: Imports, order: readonly string[]): Array<[string, string]> =>
  [...imports].flatMap(([from, targets]) =>
    targets.flatMap((to): Array<[string, string]> => {
      const [above, below] = [order.indexOf(roomOf(to)), order.indexOf(roomOf(from))];
      return above >= 0 && below >= 0 && above < below ? [[from, to]] : [];
    })
  );

const roomOf = (path: string): string => path.split('/')[1] ?? '';
