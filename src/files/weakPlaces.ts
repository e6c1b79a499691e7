import type { Stats } from 'node:fs';
import { fileMessage } from '../messages.ts';
import { mayHaveAccessList } from './accessList.ts';
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

/** Where the machine lists its accounts, and what shows access lists. */
export type AccountFiles = {
  readonly userFile?: string;
  readonly groupFile?: string;
  readonly listPrograms?: readonly string[];
};

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
/** In such a folder everybody may make files, and only their owners may replace them. */
const STICKY = 0o1000;

/**
 * All that is weak on the way to a path, and of the file there, for somebody who trusts the users `trusted` and no other:
 * from the root on, each place as often as links pass it. A group that holds one trusted user alone is as good as that
 * user, unless an access list may let others write too. What does not exist yet is not looked at. Not for Windows, where
 * modes say nothing.
 */
export const weakPlacesOf = (path: string, trusted: readonly number[], files: AccountFiles = {}): WeakPlace[] => {
  const accounts = accountsOf(files);
  return wayTo(path).places.flatMap((place) =>
    weaknessesOf(place, trusted, { accounts, files }).map((why) => described(place, why, accounts))
  );
};

/**
 * Whether nobody but these users may put anything into a folder, by what was found of it: a folder for everybody's own
 * files (the sticky bit) is none of theirs.
 */
export const isOwnFolder = (folder: Pick<Place, 'path' | 'stats'>, trusted: readonly number[]): boolean => {
  const { stats } = folder;
  if (!stats.isDirectory() || !trusted.includes(stats.uid) || (stats.mode & OTHERS_WRITE) !== 0) return false;
  return (stats.mode & GROUP_WRITES) === 0 || !isShared(folder, trusted, { accounts: accountsOf({}), files: {} });
};

/** What the machine says of its users. */
type Known = { readonly accounts: Accounts; readonly files: AccountFiles };

const accountsOf = ({ userFile = '/etc/passwd', groupFile = '/etc/group' }: AccountFiles): Accounts =>
  readAccounts(userFile, groupFile);

/** For what its group may write. */
const isShared = (
  { path, stats }: Pick<Place, 'path' | 'stats'>,
  trusted: readonly number[],
  { accounts, files }: Known
): boolean =>
  !trusted.some((user) => accounts.isPrivate(stats.gid, user)) || mayHaveAccessList(path, stats, files.listPrograms);

const weaknessesOf = (place: Place, trusted: readonly number[], known: Known): Array<WeakPlace['why']> => {
  const { stats } = place;
  const isForeign = !trusted.includes(stats.uid);
  // A link has no mode of its own, but an owner: in a sticky folder only that one may lead it elsewhere.
  if (stats.isSymbolicLink()) return isForeign ? ['link of another'] : [];
  const writers = stats.isDirectory() && (stats.mode & STICKY) !== 0 ? 0 : stats.mode;
  return [
    ...(isForeign ? (['belongs to another'] as const) : []),
    ...((writers & OTHERS_WRITE) !== 0 ? (['others may write'] as const) : []),
    ...((writers & GROUP_WRITES) !== 0 && isShared(place, trusted, known) ? (['group may write'] as const) : []),
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
