import { policyMessage } from '../messages.ts';
import { MALFORMED } from '../model/malformedPolicies.ts';
import { sandboxName } from '../model/names/sandboxName.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { OrgPolicies, StoredPolicies } from '../store/records.ts';
import { printable, redact } from '../redact.ts';
import { shownUrl } from '../secrets/shownUrl.ts';
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
  /** The store in use first, then the default ones. `read` gives undefined for a store that does not exist. */
  readonly stores: ReadonlyArray<{ readonly where: string; readonly read: () => Promise<StoredPolicies | undefined> }>;
  /** What this account knows of orgs' own policies from stores that it used; it is told what the stores say now. */
  readonly known: (stores: readonly StoreReading[]) => Promise<readonly OrgReading[]>;
  readonly fetch: Fetch;
};

/** A store that exists and can be read. */
export type StoreReading = StoredPolicies & { readonly where: string };

/** One place with everything that it says. */
export type PolicyReading = {
  readonly where: string;
  readonly statement: PolicyStatement;
  /** Only a project's configuration names it, which may have come from somebody else. */
  readonly isProjects?: true;
};

/** An org as a store or the account knows it. */
export type KnownIdentity = Pick<OrgPolicies, 'orgId'> &
  Partial<Pick<OrgPolicies, 'username' | 'isSandbox' | 'instanceUrl'>> & {
    /** What else it is known by. */
    readonly others?: ReadonlyArray<Pick<OrgPolicies, 'username' | 'instanceUrl'>>;
  };

/** What is known of an org's own policies elsewhere than in the record at hand; without `org` of every org. */
export type OrgReading = PolicyReading & {
  readonly org?: KnownIdentity;
  /** In the store in use, where the record at hand says it. */
  readonly isInUse?: boolean;
};

/** Everything that was found to say something of policies, at one moment. */
export type PolicyReadings = {
  readonly corporate: readonly PolicyReading[];
  readonly orgs: readonly OrgReading[];
};

/**
 * Asks every place, each time anew. Never throws. Places that do not exist and that nobody named are left out, or are
 * silent with `absent`.
 */
export const readPolicies = async (
  places: CorporatePlaces,
  options: { readonly absent?: boolean } = {}
): Promise<PolicyReadings> => {
  const absent: Absent = options.absent ? { values: {} } : undefined;
  const [named, stores] = await Promise.all([
    Promise.all([
      readSystemFile(places.systemFile, absent),
      readNamed(places.environment[POLICY_VARIABLE], places.workingFolder, POLICY_VARIABLE, places.fetch),
      ...places.configFiles.map(async (file) => readConfigFile(file, places.fetch)),
    ]),
    Promise.all(places.stores.map(async (store) => readStore(store))),
  ]);
  const said = stores.map(({ where, stored, problem }): PolicyReading | undefined => {
    if (problem !== undefined) return { where: shown(where), statement: { problem } };
    const statement = stored === undefined ? absent : { values: knownValues(stored.corporate) };
    return statement && { where: shown(where), statement };
  });
  const readable = stores.flatMap(({ where, stored }) => (stored === undefined ? [] : [{ where, ...stored }]));
  return {
    corporate: [...named, ...said].filter((reading) => reading !== undefined),
    orgs: [...ownPolicies(places.stores[0]?.where, readable), ...(await places.known(readable))],
  };
};

/** The orgs' own policies in all stores. */
const ownPolicies = (inUse: string | undefined, stores: readonly StoreReading[]): OrgReading[] =>
  stores
    .flatMap(({ where, orgs }) =>
      orgs.map((org) => ({
        where: shown(where),
        org,
        isInUse: where === inUse,
        statement: ownStatement(org.policies),
      }))
    )
    .filter(({ statement }) => statement.problem !== undefined || Object.keys(statement.values).length > 0);

/**
 * What the readings say of one policy. A source that turns Manual Sync Only on and is silent about tokens from the
 * environment forbids them: else a file of one's own could permit what the corporation's file did not.
 */
export const corporateSources = (name: PolicyName, { corporate }: Pick<PolicyReadings, 'corporate'>): PolicySource[] =>
  corporate.map((reading) => sourceOf('corporate', name, reading));

/** What is known elsewhere of one org's own policy: another store is no way round it. */
export const knownSources = (
  name: PolicyName,
  org: Partial<KnownIdentity & Pick<OrgPolicies, 'policies'>>,
  { orgs }: Pick<PolicyReadings, 'orgs'>
): PolicySource[] =>
  orgs
    .filter((reading) => reading.org === undefined || isSameOrg(reading.org, org))
    // The record at hand says that itself.
    .filter((reading) => !reading.isInUse || !isEqual(reading.statement, ownStatement(org.policies ?? {})))
    .map((reading) => sourceOf('org', name, reading));

/** Ids of 15 characters and of 18 mean the same. A refresh makes a new org of a sandbox, whose policy goes on. */
const isSameOrg = (known: KnownIdentity, org: Partial<KnownIdentity>): boolean => {
  if (known.orgId.slice(0, 15) === org.orgId?.slice(0, 15)) return true;
  if (!known.isSandbox || org.isSandbox === false) return false;
  return [known, ...(known.others ?? [])].some(({ username = '', instanceUrl = '' }) => {
    const isSameUser = username !== '' && username.toLowerCase() === org.username?.toLowerCase();
    const name = sandboxName(instanceUrl);
    return isSameUser || (name !== undefined && name === sandboxName(org.instanceUrl ?? ''));
  });
};

/**
 * What one place says of one policy. A place that turns Manual Sync Only on and is silent about tokens from the environment
 * forbids them: else another place, which anybody may have made, could permit what this one did not.
 */
export const sourceOf = (
  level: PolicySource['level'],
  name: PolicyName,
  { where, statement, isProjects }: PolicyReading
): PolicySource => {
  const source = { level, where, ...omitUndefined({ isProjects }) };
  if (statement.problem !== undefined) return { ...source, problem: statement.problem };
  const value = statement.values[name] ?? silence(name, statement.values);
  return { ...source, ...omitUndefined({ value }) };
};

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
  const where = policyMessage('where', [location.kind === 'file' ? shown(location.path) : shownUrl(trimmed), named]);
  if (location.kind === 'unusable') return { where, statement: { problem: location.problem } };
  if (location.kind === 'url') return { where, statement: await fetchPolicy(location.url, fetch) };
  return { where, statement: (await readPolicyFile(location.path)) ?? { problem: policyMessage('missing') } };
};

const readConfigFile = async (
  file: CorporatePlaces['configFiles'][number],
  fetch: Fetch
): Promise<PolicyReading | undefined> => {
  const of = file.isProjects ? { isProjects: true as const } : {};
  const setting = await readPolicySetting(file.path);
  if (setting.problem !== undefined) return { where: file.path, statement: { problem: setting.problem }, ...of };
  const named = policyMessage('setting', [POLICY_SETTING, file.path]);
  const reading = await readNamed(setting.value, file.base, named, fetch);
  return reading && { ...reading, ...of };
};

type StoreAnswer = { readonly where: string; readonly stored?: StoredPolicies | undefined; readonly problem?: string };

const readStore = async ({ where, read }: CorporatePlaces['stores'][number]): Promise<StoreAnswer> => {
  try {
    return { where, stored: await read() };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { where, problem: policyMessage('storeUnreadable', [shown(reason)]) };
  }
};

const isEqual = (one: PolicyStatement, other: PolicyStatement): boolean =>
  one.problem === other.problem && POLICY_NAMES.every((name) => one.values?.[name] === other.values?.[name]);

/** What an org's record says of its own policies. A name in other letters is a mistake that must not be silence. */
export const ownStatement = (policies: OrgPolicies['policies']): PolicyStatement => {
  const isMisspelt = Object.keys(policies).some((name) =>
    POLICY_NAMES.some((known) => known === name.toLowerCase() && known !== name)
  );
  if (policies[MALFORMED] === true || isMisspelt) return { problem: policyMessage('malformedRecord') };
  return { values: knownValues(policies) };
};

/** The policies that this version knows, of all that a store or a record holds. */
export const knownValues = (stored: { readonly [name: string]: boolean | undefined }): PolicyValues =>
  Object.fromEntries(POLICY_NAMES.filter((name) => name in stored).map((name) => [name, stored[name]]));

const shown = (text: string): string => redact(printable(text));
