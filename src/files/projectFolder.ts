import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

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
