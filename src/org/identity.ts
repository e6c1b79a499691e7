import { widenId } from '../model/salesforceId.ts';
import type { OrgSession } from './orgSession.ts';

/** Who an org and its user are, as the org itself says. */
export type Identity = {
  /** 18 characters. */
  readonly orgId: string;
  readonly name: string;
  readonly edition: string;
  readonly isSandbox: boolean;
  readonly trialExpirationDate?: string;
  readonly namespace?: string;
};

export type SyncUser = {
  readonly userId?: string;
  readonly timeZone?: string;
  /** Names of the permissions that matter to a sync and that the user has, sorted; undefined when it can't be known. */
  readonly permissions?: readonly string[];
};

type Row = { readonly [column: string]: unknown };
type Records = { readonly records?: readonly Row[] };

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const queryOne = async (session: OrgSession, soql: string): Promise<Row | undefined> => {
  const path = `/services/data/v${session.apiVersion}/query?q=${encodeURIComponent(soql)}`;
  return ((await session.get(path, 'query')) as Records).records?.[0];
};

/** One query; its columns are those the sf CLI itself asks for, and `Id`. */
export const identify = async (session: OrgSession): Promise<Identity> => {
  const row = await queryOne(
    session,
    'SELECT Id, Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization'
  );
  const trialExpirationDate = text(row?.['TrialExpirationDate']);
  const namespace = text(row?.['NamespacePrefix']);
  return {
    orgId: widenId(text(row?.['Id'])) ?? '',
    name: text(row?.['Name']) ?? '',
    edition: text(row?.['OrganizationType']) ?? '',
    isSandbox: row?.['IsSandbox'] === true,
    ...(trialExpirationDate ? { trialExpirationDate } : {}),
    ...(namespace ? { namespace } : {}),
  };
};

/**
 * Permissions on which it depends what a user's sync can see: a run by a user who lacks one of those that an earlier run
 * had deletes nothing. API names; labels differ (`ManageInteraction` is "Manage Flow").
 */
const SYNC_PERMISSIONS = [
  'ApiEnabled',
  'AuthorApex',
  'CustomizeApplication',
  'ManageInteraction',
  'ManagePvtRptsAndDashbds',
  'ManageSharing',
  'ModifyAllData',
  'ModifyMetadata',
  'RunReports',
  'ViewAllCustomSettings',
  'ViewAllData',
  'ViewAllUsers',
  'ViewPublicDashboards',
  'ViewPublicReports',
  'ViewRoles',
  'ViewSetup',
] as const;

/**
 * The running user. Which permissions exist differs by org, and one unknown field fails a whole query: so the object is
 * described first. What can't be read stays undefined; it never fails a sync.
 */
export const readSyncUser = async (session: OrgSession): Promise<SyncUser> => {
  const escaped = session.username.replaceAll(/['\\]/g, String.raw`\$&`);
  const [user, permissions] = await Promise.all([
    queryOne(session, `SELECT Id, TimeZoneSidKey FROM User WHERE Username = '${escaped}'`).catch(() => undefined),
    readPermissions(session).catch(() => undefined),
  ]);
  const userId = widenId(text(user?.['Id']));
  const timeZone = text(user?.['TimeZoneSidKey']);
  return { ...(userId ? { userId } : {}), ...(timeZone ? { timeZone } : {}), ...(permissions ? { permissions } : {}) };
};

const readPermissions = async (session: OrgSession): Promise<string[] | undefined> => {
  const base = `/services/data/v${session.apiVersion}`;
  const described = (await session.get(`${base}/sobjects/UserPermissionAccess/describe`, 'describeSObject')) as {
    fields?: ReadonlyArray<{ name?: string }>;
  };
  const fields = new Set(described.fields?.map((field) => field.name));
  const asked = SYNC_PERMISSIONS.filter((permission) => fields.has(`Permissions${permission}`));
  if (asked.length === 0) return undefined;
  const row = await queryOne(
    session,
    `SELECT ${asked.map((name) => `Permissions${name}`).join(', ')} FROM UserPermissionAccess`
  );
  return row === undefined ? undefined : asked.filter((permission) => row[`Permissions${permission}`] === true).sort();
};
