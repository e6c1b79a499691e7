import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { callerId } from './callerId.ts';

/** `HOME` in the one form in which paths can be compared: `/home/ada/` and `/home/./ada` are the same folder. */
export const homeFolder = (): string => resolve(homedir());

/**
 * Whether a folder holds an sfdx project. What such a folder says in its configuration may have come with the project,
 * also where `HOME` is that folder and the sf CLI takes its configuration for the global one.
 */
const isProjectFolder = (folder: string): boolean => existsSync(join(folder, 'sfdx-project.json'));

/** The folder of the project that a folder lies in, as the sf CLI looks for it. */
export const projectFolder = (folder: string): string | undefined => {
  if (isProjectFolder(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : projectFolder(parent);
};

/**
 * Whether a configuration file below `base` is a project's: it may have come from somebody else. So is one in `HOME` that
 * belongs to neither the caller nor root: `sudo` may keep the `HOME` of the user that asked for it. The folder of
 * the file counts too: its owner can put another file there.
 */
export const isProjectsConfig = (file: string, base: string): boolean =>
  base !== homeFolder() || isProjectFolder(base) || [file, dirname(file)].some(isAnothers);

const isAnothers = (path: string): boolean => {
  const caller = callerId();
  if (caller === undefined) return false;
  try {
    const owner = statSync(path, { throwIfNoEntry: false })?.uid;
    return owner !== undefined && owner !== caller && owner !== 0;
  } catch {
    // Who may not look at it does not know whose it is.
    return true;
  }
};
