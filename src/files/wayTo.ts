import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path';

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
  let at = parse(resolve(path)).root;
  let left = namesOf(resolve(path));
  let links = 0;
  let place = look(at);
  for (;;) {
    if (place !== undefined) places.push(place);
    if (place?.target !== undefined && (links += 1) <= MOST_LINKS) {
      at = isAbsolute(place.target) ? parse(place.target).root : dirname(at);
      left = [...namesOf(place.target), ...left];
    }
    const name = left.shift();
    if (name === undefined) return { places, end: at };
    at = name === '..' ? dirname(at) : join(at, name);
    place = place === undefined ? undefined : look(at);
  }
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
