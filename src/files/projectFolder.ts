import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** `HOME` in the one form in which paths can be compared: `/home/ada/` and `/home/./ada` are the same folder. */
export const homeFolder = (): string => resolve(homedir());

/**
 * Whether a folder holds an sfdx project. What such a folder says in its configuration may have come with the project,
 * also where `HOME` is that folder and the sf CLI takes its configuration for the global one.
 */
export const isProjectFolder = (folder: string): boolean => existsSync(join(folder, 'sfdx-project.json'));

/** The folder of the project that a folder lies in, as the sf CLI looks for it. */
export const projectFolder = (folder: string): string | undefined => {
  if (isProjectFolder(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : projectFolder(parent);
};
