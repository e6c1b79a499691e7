import { fileMessage } from '../messages.ts';
import { callerId } from './callerId.ts';
import { weakPlacesOf, type AccountFiles, type WeakPlace } from './weakPlaces.ts';

/** A folder, or a link, through which another user of the machine can put a file of theirs in the place of one of ours. */
export type WeakFolder = WeakPlace & {
  /** What to do about it; for people. */
  readonly step: string;
};

/** Who asks, and where the machine lists its accounts. */
export type Asking = AccountFiles & {
  readonly platform?: NodeJS.Platform;
  readonly userId?: number | undefined;
  /** Whose folders are as good as the caller's own. */
  readonly trusted?: readonly number[];
};

/**
 * The first folder on the way to a path, or link, that belongs to neither root nor the caller, or that others may write
 * to; undefined where there is none. What the path itself is counts only if it is a folder or a link. Nothing is found on
 * Windows: `policy audit` names it as unknown.
 */
export const weakFolderOf = (path: string, asking: Asking = {}): WeakFolder | undefined => {
  const { platform = process.platform, userId = callerId(), trusted = [] } = asking;
  if (platform === 'win32' || userId === undefined) return undefined;
  const weak = weakPlacesOf(path, [0, userId, ...trusted], asking).find(({ is }) => is !== 'file');
  return weak && { ...weak, step: fileMessage(`${weak.why}.step`, [weak.path]) };
};
