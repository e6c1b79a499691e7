import { ASKED_PERMISSIONS } from '../../catalogue/permissions.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { endsSync, isNotGiven } from '../faults/decideFault.ts';
import { faultText, TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { getWhole } from './getWhole.ts';
import { firstRow, flag, shortText } from './query.ts';

/** Names of the fields that an object has in this org and that its user may see. */
export const describedFields = async (session: OrgSession, object: string): Promise<ReadonlySet<string>> => {
  const path = `/services/data/v${session.apiVersion}/sobjects/${object}/describe`;
  // Every object has fields: without any, everything that depends on one would seem to be gone.
  const fields = await getWhole(session, path, 'describeSObject', (described) =>
    Array.isArray(described['fields']) && described['fields'].length > 0
      ? (described['fields'] as ReadonlyArray<{ readonly name?: string } | null>)
      : undefined
  );
  return new Set(fields.flatMap((field) => field?.name ?? []));
};

/** Who an org and its user are, as the org itself says. */
export type Identity = {
  /** 18 characters. */
  readonly orgId: string;
  readonly name: string;
  readonly edition: string;
  readonly isSandbox: boolean;
  readonly trialExpirationDate?: string;
  readonly namespace?: string;
  /** IANA name; the org's own, not the user's. */
  readonly timeZone?: string;
};

export type SyncUser = {
  readonly userId?: string;
  readonly timeZone?: string;
  /** Names of the permissions that matter to a sync and that the user has, sorted; undefined when it can't be known. */
  readonly permissions?: readonly string[];
  /** Names of permissions that this org does not have, so that nobody can be given them. */
  readonly absentPermissions?: readonly string[];
  /** Why the permissions could not be read, though the org has them: a later sync may just know them. */
  readonly permissionProblem?: string;
};

/** One query; its columns are those the sf CLI itself asks for, the id and the time zone. */
export const identify = async (session: OrgSession): Promise<Identity> => {
  const row = await firstRow(
    session,
    'SELECT Id, Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType, TimeZoneSidKey FROM Organization'
  );
  // Else it would look like another org than the one that is meant.
  if (row === undefined) throw new TransportFault('query', 'the org does not say who it is', { unsent: false });
  const trialExpirationDate = shortText(row, 'TrialExpirationDate');
  const namespace = shortText(row, 'NamespacePrefix');
  const timeZone = shortText(row, 'TimeZoneSidKey');
  return {
    orgId: widenId(shortText(row, 'Id')) ?? '',
    name: shortText(row, 'Name') ?? '',
    edition: shortText(row, 'OrganizationType') ?? '',
    isSandbox: flag(row, 'IsSandbox'),
    ...omitUndefined({ trialExpirationDate, namespace, timeZone }),
  };
};

/**
 * The running user. Which permissions exist differs by org, and one unknown field fails a whole query: so the object is
 * described first. What can't be read stays undefined; it never fails a sync.
 */
export const readSyncUser = async (session: OrgSession): Promise<SyncUser> => {
  const escaped = session.username.replaceAll(/['\\]/g, String.raw`\$&`);
  const [user = {}, permissions] = await Promise.all([
    firstRow(session, `SELECT Id, TimeZoneSidKey FROM User WHERE Username = '${escaped}'`).catch(
      unlessSyncEnds(undefined)
    ),
    readPermissions(session).catch((error: unknown) => {
      if (endsSync(error)) throw error;
      return isNotGiven(error) ? undefined : { permissionProblem: faultText(error) };
    }),
  ]);
  const userId = widenId(shortText(user, 'Id'));
  const timeZone = shortText(user, 'TimeZoneSidKey');
  return { ...omitUndefined({ userId, timeZone }), ...permissions };
};

/** In place of what can't be read. A session that ended, or a limit that is used up, is no answer to a question. */
const unlessSyncEnds =
  <T>(unknown: T) =>
  (error: unknown): T => {
    if (endsSync(error)) throw error;
    return unknown;
  };

const readPermissions = async (
  session: OrgSession
): Promise<Pick<SyncUser, 'permissions' | 'absentPermissions'> | undefined> => {
  const fields = await describedFields(session, 'UserPermissionAccess');
  const exists = (permission: string): boolean => fields.has(`Permissions${permission}`);
  const asked = ASKED_PERMISSIONS.filter(exists);
  if (asked.length === 0) return undefined;
  const row = await firstRow(
    session,
    `SELECT ${asked.map((name) => `Permissions${name}`).join(', ')} FROM UserPermissionAccess`
  );
  return row === undefined
    ? undefined
    : {
        permissions: asked.filter((permission) => row[`Permissions${permission}`] === true).sort(),
        absentPermissions: ASKED_PERMISSIONS.filter((permission) => !exists(permission)),
      };
};
