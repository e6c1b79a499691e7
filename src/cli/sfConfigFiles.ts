import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** A config file of the sf CLI, and the folder at which relative paths in it start. */
export type SfConfigFile = { readonly path: string; readonly base: string };

/** The local one of the project around `folder`, if any, and the global one. */
export const sfConfigFiles = (folder: string): SfConfigFile[] => {
  const project = projectFolder(folder);
  const bases = [...(project === undefined ? [] : [project]), homedir()];
  return [...new Set(bases)].map((base) => ({ path: join(base, '.sf', 'config.json'), base }));
};

const projectFolder = (folder: string): string | undefined => {
  if (existsSync(join(folder, 'sfdx-project.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : projectFolder(parent);
};
