import { policyMessage } from '../messages.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import { printable, redact } from '../redact.ts';
import { holdsLogin, shownUrl } from '../secrets/shownUrl.ts';
import type { PolicySource } from './effectivePolicy.ts';
import { fetchPolicy, type Fetch } from './fetchPolicy.ts';
import { POLICY_NAMES, strictValue, type PolicyName, type PolicyValues } from './policies.ts';
import { readPolicyFile } from './policyFile.ts';
import type { PolicyStatement } from './policyForm.ts';
import {
  parsePolicyLocation,
  POLICY_SETTING,
  POLICY_VARIABLE,
  readPolicySetting,
  type SettingPlaces,
} from './policyLocation.ts';

/** Where corporate policies are looked for. All places count; none shadows another. */
export type CorporatePlaces = SettingPlaces & {
  readonly systemFile: string;
  /** The store in use and the default one. `read` gives undefined for a store that does not exist. */
  readonly stores: ReadonlyArray<{
    readonly where: string;
    readonly read: () => Promise<{ readonly [name: string]: boolean } | undefined>;
  }>;
  readonly fetch: Fetch;
};

/** One place with everything that it says. */
export type PolicyReading = { readonly where: string; readonly statement: PolicyStatement };

/**
 * Asks every place, each time anew. Never throws. Places that do not exist and that nobody named are left out, or are
 * silent with `absent`.
 */
export const readCorporatePolicy = async (
  places: CorporatePlaces,
  options: { readonly absent?: boolean } = {}
): Promise<PolicyReading[]> => {
  const absent: Absent = options.absent ? { values: {} } : undefined;
  const readings = await Promise.all([
    readSystemFile(places.systemFile, absent),
    readNamed(places.environment[POLICY_VARIABLE], places.workingFolder, POLICY_VARIABLE, places.fetch),
    ...places.configFiles.map(async (file) => readConfigFile(file, places.fetch)),
    ...places.stores.map(async (store) => readStore(store, absent)),
  ]);
  return readings.filter((reading) => reading !== undefined);
};

/**
 * What the readings say of one policy. A source that turns Manual Sync Only on and is silent about tokens from the
 * environment forbids them: else a file of one's own could permit what the corporation's file did not.
 */
export const corporateSources = (name: PolicyName, readings: readonly PolicyReading[]): PolicySource[] =>
  readings.map(({ where, statement }) => {
    if (statement.problem !== undefined) return { level: 'corporate', where, problem: statement.problem };
    const value = statement.values[name] ?? silence(name, statement.values);
    return { level: 'corporate', where, ...omitUndefined({ value }) };
  });

const silence = (name: PolicyName, values: PolicyValues): boolean | undefined =>
  name === 'access-token-sync' && values['manual-sync-only'] === true ? strictValue(name) : undefined;

type Absent = PolicyStatement | undefined;

const readSystemFile = async (path: string, absent: Absent): Promise<PolicyReading | undefined> => {
  const statement = (await readPolicyFile(path)) ?? absent;
  return statement && { where: path, statement };
};

const readNamed = async (
  text: string | undefined,
  base: string,
  named: string,
  fetch: Fetch
): Promise<PolicyReading | undefined> => {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return undefined;
  const location = parsePolicyLocation(trimmed, base);
  const isFile = location.kind === 'file' && !holdsLogin(trimmed);
  const where = policyMessage('where', [isFile ? shown(location.path) : shownUrl(trimmed), named]);
  if (location.kind === 'unusable') return { where, statement: { problem: location.problem } };
  if (location.kind === 'url') return { where, statement: await fetchPolicy(location.url, fetch) };
  return { where, statement: (await readPolicyFile(location.path)) ?? { problem: policyMessage('missing') } };
};

const readConfigFile = async (
  file: CorporatePlaces['configFiles'][number],
  fetch: Fetch
): Promise<PolicyReading | undefined> => {
  const setting = await readPolicySetting(file.path);
  if (setting.problem !== undefined) return { where: file.path, statement: { problem: setting.problem } };
  return readNamed(setting.value, file.base, policyMessage('setting', [POLICY_SETTING, file.path]), fetch);
};

const readStore = async (
  store: CorporatePlaces['stores'][number],
  absent: Absent
): Promise<PolicyReading | undefined> => {
  const where = shown(store.where);
  try {
    const stored = await store.read();
    const statement = stored === undefined ? absent : { values: knownValues(stored) };
    return statement && { where, statement };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { where, statement: { problem: policyMessage('storeUnreadable', [shown(reason)]) } };
  }
};

const knownValues = (stored: { readonly [name: string]: boolean }): PolicyValues =>
  Object.fromEntries(POLICY_NAMES.filter((name) => name in stored).map((name) => [name, stored[name]]));

const shown = (text: string): string => redact(printable(text));
