import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { readOrdinaryFile } from '../files/readOrdinaryFile.ts';
import { policyMessage } from '../messages.ts';
import { isNearlyUrl } from '../secrets/shownUrl.ts';

/** Where a setting says that a policy file is. */
export type PolicyLocation =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'unusable'; readonly problem: string };

/**
 * A path (`~` is the home folder, a relative one starts at `base`) or an `https` URL. What looks like a URL and is none is
 * neither: taken for a path, it would be shown, and written as a file's name, with the secret in it.
 */
export const parsePolicyLocation = (text: string, base: string): PolicyLocation => {
  // One letter and a colon is a drive, not a scheme.
  if (!/^[a-z][a-z0-9+.-]+:/i.test(text)) {
    if (isNearlyUrl(text)) return { kind: 'unusable', problem: policyMessage('nearlyUrl') };
    return { kind: 'file', path: absolutePath(text, base) };
  }
  if (!URL.canParse(text)) return { kind: 'unusable', problem: policyMessage('notUrl') };
  const url = new URL(text);
  if (url.protocol !== 'https:') return { kind: 'unusable', problem: policyMessage('notHttps') };
  return { kind: 'url', url };
};

const absolutePath = (path: string, base: string): string => {
  if (path === '~') return homedir();
  if (/^~[/\\]/.test(path)) return join(homedir(), path.slice(2));
  return isAbsolute(path) ? path : resolve(base, path);
};

/**
 * The policy file of the whole machine. A constant by platform: a variable that a user can set would let the user
 * move the file away.
 */
export const systemPolicyPath = (platform: NodeJS.Platform): string => {
  if (platform === 'win32') return 'C:\\ProgramData\\sf-elements\\policy.json';
  if (platform === 'darwin') return '/Library/Application Support/sf-elements/policy.json';
  return '/etc/sf-elements/policy.json';
};

/** The name of the setting that names one more corporate policy file, as sf config and as environment variable. */
export const POLICY_SETTING = 'elements-corporate-policy';
export const POLICY_VARIABLE = 'SF_ELEMENTS_CORPORATE_POLICY';

/** Where the setting may be made. */
export type SettingPlaces = {
  readonly environment: { readonly [name: string]: string | undefined };
  /** Relative paths in the environment variable start here. */
  readonly workingFolder: string;
  /** The sf CLI's config files, the nearest first; a relative path in one starts at its `base`. */
  readonly configFiles: ReadonlyArray<{
    readonly path: string;
    readonly base: string;
    /** Of a project, which may have come from somebody else. */
    readonly isProjects: boolean;
  }>;
};

type Setting =
  { readonly value?: string; readonly problem?: undefined } | { readonly problem: string; readonly value?: undefined };

/** 1 MB: no config file is larger. */
const MAX_CONFIG_BYTES = 1_000_000;

const PROBLEMS: { readonly [code: string]: string } = { EINVAL: 'notFile', EFBIG: 'tooLarge' };

type Config =
  | {
      readonly values: { readonly [name: string]: unknown };
      readonly problem?: undefined;
      readonly isNoJson?: undefined;
    }
  | { readonly problem: string; readonly isNoJson: boolean; readonly values?: undefined };

/** A config file of the sf CLI; without values where there is none. Never waits, never throws. */
export const readConfig = async (configFile: string): Promise<Config> => {
  let config: unknown;
  try {
    // A config file may be a link to where its owner keeps it; what is no file must not keep the command waiting.
    const file = await readOrdinaryFile(await realpath(configFile), MAX_CONFIG_BYTES);
    if (file === undefined) return { values: {} };
    config = JSON.parse(file.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return { values: {} };
    if (code === undefined) return { problem: policyMessage('notJson'), isNoJson: true };
    return { problem: policyMessage(PROBLEMS[code] ?? 'unreadable', [code]), isNoJson: false };
  }
  if (typeof config === 'object' && config !== null && !Array.isArray(config)) return { values: { ...config } };
  return { problem: policyMessage('notObject'), isNoJson: false };
};

/** Read here and not through the sf CLI's own reader, which takes a file that does not parse for an empty one. */
export const readPolicySetting = async (configFile: string): Promise<Setting> => {
  const { values, problem } = await readConfig(configFile);
  if (problem !== undefined) return { problem };
  const value = values[POLICY_SETTING];
  if (value === undefined || value === null) return {};
  return typeof value === 'string' ? { value } : { problem: policyMessage('notText', [POLICY_SETTING]) };
};

/**
 * The policy files that the setting names, the environment's first, then the project's, then the global one; no URLs.
 * Without a project's those are the files that may be written: a cloned repository must not say which one that is.
 */
export const namedPolicyFiles = async (
  places: SettingPlaces,
  options: { readonly withProjects?: boolean } = {}
): Promise<string[]> =>
  (await namedLocations(places, options)).flatMap((location) => (location.kind === 'file' ? [location.path] : []));

/** Whether the environment or the global configuration names a URL, whose policies are changed at its server. */
export const isPolicyAtUrl = async (places: SettingPlaces): Promise<boolean> =>
  (await namedLocations(places, {})).some(({ kind }) => kind === 'url');

const namedLocations = async (
  places: SettingPlaces,
  options: { readonly withProjects?: boolean }
): Promise<PolicyLocation[]> => {
  const files = places.configFiles.filter(({ isProjects }) => !isProjects || options.withProjects);
  const settings = [
    { text: places.environment[POLICY_VARIABLE], base: places.workingFolder },
    ...(await Promise.all(
      files.map(async ({ path, base }) => ({ text: (await readPolicySetting(path)).value, base }))
    )),
  ];
  return settings.flatMap(({ text, base }) => (text?.trim() ? [parsePolicyLocation(text.trim(), base)] : []));
};
