import { dirname } from 'node:path';
import configMeta from '../../configMeta.ts';

const KEY = 'elements-backend';

/** The backend as somebody set it, and the folder at which a relative path in it starts. */
export type BackendSetting = {
  readonly text?: string;
  readonly base: string;
  /** A project's own configuration says so, which may have come with the project from somebody else. */
  readonly isProjects?: boolean;
};

/** Flag before environment before the project's configuration before the global one. */
export const backendSetting = async (flag: string | undefined, workingFolder: string): Promise<BackendSetting> => {
  if (flag !== undefined) return { text: flag, base: workingFolder };
  const { Config } = await import('@salesforce/core/config');
  const { ConfigAggregator } = await import('@salesforce/core/configAggregator');
  // The sf CLI registers these with its own copy of the library, which is not the one that a linked plugin loads.
  Config.addAllowedProperties(configMeta);
  const { value, path, isLocal } = (await (await ConfigAggregator.create()).reload()).getInfo(KEY);
  if (typeof value !== 'string') return { base: workingFolder };
  // A config file lies in `.sf` of the folder that it is about; a variable is written with a dollar sign.
  const isFile = path !== undefined && !path.startsWith('$');
  return { text: value, base: isFile ? dirname(dirname(path)) : workingFolder, isProjects: isLocal() };
};
