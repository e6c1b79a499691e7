import type { Stats } from 'node:fs';
import { fileMessage } from '../messages.ts';
import { readAccounts, type Accounts } from './accounts.ts';
import { wayTo, type Place } from './wayTo.ts';

/** A place on the way to a file through which somebody who is not trusted can change the file, or put another in its place. */
export type WeakPlace = {
  readonly path: string;
  readonly is: 'folder' | 'link' | 'file';
  readonly why: 'belongs to another' | 'link of another' | 'others may write' | 'group may write';
  /** By name where the machine knows one. */
  readonly owner: string;
  /** What it is, whose it is and what that means; for people. No whole sentence. */
  readonly problem: string;
};

/** Where the machine lists its accounts. */
export type AccountFiles = { readonly userFile?: string; readonly groupFile?: string };

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
/** In such a folder everybody may make files, and only their owners may replace them. */
const STICKY = 0o1000;

/**
 * All that is weak on the way to a path, and of the file there, for somebody who trusts the users `trusted` and no other:
 * from the root on, each place as often as links pass it. A group that holds one trusted user alone is as good as that
 * user. What does not exist yet is not looked at. Not for Windows, where modes say nothing. Access lists are seen only
 * as far as the system shows them in the mode of the group.
 */
export const weakPlacesOf = (path: string, trusted: readonly number[], files: AccountFiles = {}): WeakPlace[] => {
  const accounts = readAccounts(files.userFile ?? '/etc/passwd', files.groupFile ?? '/etc/group');
  return wayTo(path).places.flatMap((place) =>
    weaknessesOf(place.stats, trusted, accounts).map((why) => described(place, why, accounts))
  );
};

const weaknessesOf = (stats: Stats, trusted: readonly number[], accounts: Accounts): Array<WeakPlace['why']> => {
  const isForeign = !trusted.includes(stats.uid);
  // A link has no mode of its own, but an owner: in a sticky folder only that one may lead it elsewhere.
  if (stats.isSymbolicLink()) return isForeign ? ['link of another'] : [];
  const writers = stats.isDirectory() && (stats.mode & STICKY) !== 0 ? 0 : stats.mode;
  const isShared = (writers & GROUP_WRITES) !== 0 && !trusted.some((user) => accounts.isPrivate(stats.gid, user));
  return [
    ...(isForeign ? (['belongs to another'] as const) : []),
    ...((writers & OTHERS_WRITE) !== 0 ? (['others may write'] as const) : []),
    ...(isShared ? (['group may write'] as const) : []),
  ];
};

const kindOf = (stats: Stats): WeakPlace['is'] => {
  if (stats.isSymbolicLink()) return 'link';
  return stats.isDirectory() ? 'folder' : 'file';
};

const described = ({ path, stats, target }: Place, why: WeakPlace['why'], accounts: Accounts): WeakPlace => {
  const is = kindOf(stats);
  const name = accounts.nameOf(stats.uid);
  const owner = name === undefined ? String(stats.uid) : `${name} (${String(stats.uid)})`;
  const problem = fileMessage(`${why}.${is}`, [path, owner, target ?? String(stats.gid)]);
  return { path, is, why, owner, problem };
};
