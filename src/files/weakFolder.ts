import type { Stats } from 'node:fs';
import { fileMessage } from '../messages.ts';
import { readAccounts, type Accounts } from './accounts.ts';
import { wayTo } from './wayTo.ts';

/** A folder, or a link, through which another user of the machine can put a file of theirs in the place of one of ours. */
export type WeakFolder = {
  readonly path: string;
  readonly why: 'belongs to another' | 'link of another' | 'others may write' | 'group may write';
  /** By name where the machine knows one. */
  readonly owner: string;
  /** What it is, whose it is and what that means; for people. */
  readonly problem: string;
  /** What to do about it; for people. */
  readonly step: string;
};

/** Who asks, and where the machine lists its accounts. */
export type Asking = {
  readonly platform?: NodeJS.Platform;
  readonly userId?: number | undefined;
  /** Whose folders are as good as the caller's own. */
  readonly trusted?: readonly number[];
  readonly userFile?: string;
  readonly groupFile?: string;
};

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
/** In such a folder everybody may make files, and only their owners may replace them. */
const STICKY = 0o1000;

/**
 * The first folder on the way to a path, or link, that belongs to neither root nor the caller, or that others may write
 * to; undefined where there is none. What the path itself is counts only if it is a folder or a link; what does not exist
 * yet is not looked at. Modes say nothing on Windows, so nothing is found there: `policy audit` names it as unknown.
 * Access lists are seen only as far as the system shows them in the mode of the group.
 */
export const weakFolderOf = (path: string, asking: Asking = {}): WeakFolder | undefined => {
  const { platform = process.platform, userId = process.geteuid?.(), trusted = [] } = asking;
  if (platform === 'win32' || userId === undefined) return undefined;
  const accounts = readAccounts(asking.userFile ?? '/etc/passwd', asking.groupFile ?? '/etc/group');
  const owners = [0, userId, ...trusted];
  for (const place of wayTo(path).places) {
    const why = weakness(place.stats, owners, accounts);
    if (why !== undefined) return described(place.path, why, place.stats, accounts);
  }
  return undefined;
};

const weakness = (stats: Stats, owners: readonly number[], accounts: Accounts): WeakFolder['why'] | undefined => {
  const isOurs = owners.includes(stats.uid);
  if (stats.isSymbolicLink()) return isOurs ? undefined : 'link of another';
  if (!stats.isDirectory()) return undefined;
  if (!isOurs) return 'belongs to another';
  if ((stats.mode & STICKY) !== 0) return undefined;
  if ((stats.mode & OTHERS_WRITE) !== 0) return 'others may write';
  if ((stats.mode & GROUP_WRITES) === 0) return undefined;
  return owners.some((owner) => accounts.isPrivate(stats.gid, owner)) ? undefined : 'group may write';
};

const described = (path: string, why: WeakFolder['why'], stats: Stats, accounts: Accounts): WeakFolder => {
  const name = accounts.nameOf(stats.uid);
  const owner = name === undefined ? String(stats.uid) : `${name} (${String(stats.uid)})`;
  return {
    path,
    why,
    owner,
    problem: fileMessage(`${why}.problem`, [path, owner, String(stats.gid)]),
    step: fileMessage(`${why}.step`, [path]),
  };
};
