import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ConfiguredUser = {
  readonly username: string;
  readonly name?: string;
  /** Full name of the profile as in the project (`Admin` is System Administrator). */
  readonly profile: string;
  readonly isActive?: boolean;
  /** Full name of a role of the project. */
  readonly role?: string;
  readonly permissionSets?: readonly string[];
  readonly permissionSetGroups?: readonly string[];
  readonly revokedPermissions?: readonly string[];
};

/** `config/standin-org.json` of a project: what no metadata file can say. Every key is optional. */
export type StandinConfig = {
  readonly orgId?: string;
  readonly name?: string;
  readonly edition?: string;
  readonly instanceName?: string;
  readonly isSandbox?: boolean;
  readonly trialExpirationDate?: string | null;
  readonly namespacePrefix?: string | null;
  readonly timeZone?: string;
  readonly apiVersion?: string;
  /** Standard objects that the org has beside those in the project; `true` for a usual handful. */
  readonly standardObjects?: true | readonly string[];
  readonly absentPermissions?: readonly string[];
  /** Names of installed packages by their namespaces. */
  readonly packageNames?: Readonly<Record<string, string>>;
  /** The first one with the profile `Admin` is who the stand-in signs in by default. */
  readonly users?: readonly ConfiguredUser[];
};

const keys: ReadonlySet<string> = new Set([
  'orgId',
  'name',
  'edition',
  'instanceName',
  'isSandbox',
  'trialExpirationDate',
  'namespacePrefix',
  'timeZone',
  'apiVersion',
  'standardObjects',
  'absentPermissions',
  'packageNames',
  'users',
]);

/** Reads the file, an empty configuration where there is none; throws for keys that nobody reads. */
export function readStandinConfig(project: string): StandinConfig {
  const path = join(project, 'config', 'standin-org.json');
  if (!existsSync(path)) return {};
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const unknown = Object.keys(config).filter((key) => !keys.has(key));
  if (unknown.length > 0) throw new Error(`standin-org.json: unknown keys ${unknown.join(', ')}`);
  return config;
}
