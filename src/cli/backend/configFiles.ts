import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { elementsError } from '../../errors.ts';
import { homeFolder, isProjectsConfig, projectFolder } from '../../files/projectFolder.ts';
import { policyMessage } from '../../messages.ts';
import { readConfig, type SettingPlaces } from '../../policy/policyLocation.ts';

/** The sf CLI's config files: the one of the project around `folder`, if any, and the global one. */
export const sfConfigFiles = (folder: string): SettingPlaces['configFiles'] => {
  const [project, global] = [projectFolder(folder), homeFolder()];
  const bases = [...(project === undefined || project === global ? [] : [project]), global];
  return bases.map((base) => {
    const path = join(base, '.sf', 'config.json');
    return { path, base, isProjects: isProjectsConfig(path, base) };
  });
};

/**
 * Ends with an error that names the file, where @salesforce/core can't read a config file or would wait for ever: it reads
 * them without a look at what they are, and a project's folder may be anybody's. A file that is no JSON at all is no
 * error: the sf CLI takes it for an empty one, and the policies count it as a problem.
 */
export const checkConfigFiles = async (folder: string): Promise<void> => {
  for (const { path, base } of sfConfigFiles(folder)) {
    const { problem, isNoJson = false } = await readConfig(path);
    if (problem !== undefined && !isNoJson) throw elementsError('configFile', [path, problem]);
    // The older CLI's file and the project's own, of which anything else is forgiven, or told where they are used.
    for (const other of [join(base, '.sfdx', 'sfdx-config.json'), join(base, 'sfdx-project.json')]) {
      if (await isEndless(other)) throw elementsError('configFile', [other, policyMessage('notFile')]);
    }
  }
};

/** Whether reading it could have no end: a pipe, a socket or a device. */
const isEndless = async (path: string): Promise<boolean> => {
  try {
    const stats = await stat(path);
    return !stats.isFile() && !stats.isDirectory();
  } catch {
    return false;
  }
};
