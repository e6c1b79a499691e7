import { dirname, resolve } from 'node:path';
import configMeta from '../../configMeta.ts';
import { isProjectsConfig } from '../../files/projectFolder.ts';

const KEY = 'elements-backend';

/** Who names the backend: all but a project's own configuration is said by the person who runs the command. */
type NamedBy = 'flag' | 'environment' | 'project' | 'global' | 'nobody';

/** The backend as somebody set it, and the folder at which a relative path in it starts. */
export type BackendSetting = {
  readonly text?: string;
  readonly base: string;
  readonly namedBy: NamedBy;
  /** The configuration file that says it. */
  readonly file?: string;
};

/** Flag before environment before the project's configuration before the global one. */
export const backendSetting = async (flag: string | undefined, workingFolder: string): Promise<BackendSetting> => {
  if (flag !== undefined) return { text: flag, base: workingFolder, namedBy: 'flag' };
  const { Config } = await import('@salesforce/core/config');
  const { ConfigAggregator } = await import('@salesforce/core/configAggregator');
  // The sf CLI registers these with its own copy of the library, which is not the one that a linked plugin loads.
  Config.addAllowedProperties(configMeta);
  const { value, path } = (await (await ConfigAggregator.create()).reload()).getInfo(KEY);
  if (typeof value !== 'string') return { base: workingFolder, namedBy: 'nobody' };
  // A config file lies in `.sf` of the folder that it is about; a variable is written with a dollar sign.
  if (path === undefined || path.startsWith('$')) return { text: value, base: workingFolder, namedBy: 'environment' };
  const base = resolve(dirname(dirname(path)));
  const namedBy = isProjectsConfig(path, base) ? 'project' : 'global';
  return { text: value, base, namedBy, file: path };
};
