import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path';
import { errorWithCode, SWAPPED } from './sameFile.ts';

/** A folder, link or file that the system passes on its way along a path; of a link, where it leads. */
export type Place = { readonly path: string; readonly stats: Stats; readonly target?: string };

export type Way = {
  /** From the root on, in their order; what several links pass stands here each time. */
  readonly places: readonly Place[];
  /** Where the path leads behind all links, existing or not. */
  readonly end: string;
};

/** As Linux counts; more is a circle. */
const MOST_LINKS = 40;

/**
 * All that decides which file a path means: each folder from the root, each link, and the folders on the way of each
 * link. Steps as the system does: what a link says starts at the link, and `..` leads up from where links have led.
 * It ends where nothing is, where nobody lets the caller look, or where links lead in a circle: nothing can be opened
 * behind that.
 */
export const wayTo = (path: string): Way => {
  const places: Place[] = [];
  const absolute = absolutePath(path);
  let at = parse(absolute).root;
  let left = namesOf(absolute);
  let links = 0;
  let place = look(at);
  for (;;) {
    if (place !== undefined) places.push(place);
    if (place?.target !== undefined) {
      if ((links += 1) > MOST_LINKS) return { places, end: join(at, ...left) };
      at = isAbsolute(place.target) ? parse(place.target).root : dirname(at);
      left = [...namesOf(place.target), ...left];
    }
    const name = left.shift();
    if (name === undefined) return { places, end: at };
    at = name === '..' ? dirname(at) : join(at, name);
    place = place === undefined ? undefined : look(at);
  }
};

/**
 * Where a path leads behind all links, by folders and links of root and the caller alone; else the code of the error is
 * `SWAPPED`. For who has asked `weakFolderOf` already: what it saw may be gone by now, and another thing come.
 */
export const settledEnd = (path: string): string => {
  const { places, end } = wayTo(path);
  const owners = [0, process.geteuid?.()];
  const isForeign = ({ stats, target }: Place): boolean =>
    (target !== undefined || stats.isDirectory()) && !owners.includes(stats.uid);
  if (process.platform !== 'win32' && places.some(isForeign)) throw errorWithCode(SWAPPED, path);
  return end;
};

/** With each `..` left in it: what that means depends on the links before it. Windows takes it away without looking. */
const absolutePath = (path: string): string => {
  if (process.platform === 'win32') return resolve(path);
  return isAbsolute(path) ? path : `${process.cwd()}${sep}${path}`;
};

const namesOf = (path: string): string[] =>
  path
    .slice(parse(path).root.length)
    .split(sep)
    .filter((name) => name !== '' && name !== '.');

const look = (path: string): Place | undefined => {
  try {
    const stats = lstatSync(path);
    return stats.isSymbolicLink() ? { path, stats, target: readlinkSync(path) } : { path, stats };
  } catch {
    return undefined;
  }
};
