import { elementsError } from '../errors.ts';
import { MARKER_PERMISSION } from '../policy/createGuard.ts';
import { listMetadata } from '../metadata/listMetadata.ts';
import type { Identity } from '../org/identity.ts';
import type { OrgSession } from '../org/orgSession.ts';
import type { OrgRecord } from '../store/records.ts';

/** Refuses to go on with another org than the one that the record is about. Nothing has been written by then. */
export const checkSameOrg = (org: OrgRecord, identity: Identity): void => {
  if (!identity.orgId) throw elementsError('salesforce', ['Organization', 'the org does not tell its id']);
  if (identity.orgId === org.orgId) return;
  const name = org.alias ?? org.username;
  const refreshed = org.isSandbox && identity.isSandbox && !org.trialExpirationDate && !identity.trialExpirationDate;
  throw refreshed
    ? elementsError('sandboxRefreshed', [name, org.orgId, identity.orgId])
    : elementsError('orgMismatch', [name, identity.orgId, org.orgId]);
};

/**
 * Whether the org holds the marker of Manual Sync Only. An org without custom permissions has none; a listing that fails
 * for another reason throws: a policy that can't be read is in force, so there must be no sync.
 */
export const holdsMarker = async (session: OrgSession): Promise<boolean> => {
  const [outcome] = await listMetadata(session, [{ type: 'CustomPermission' }]);
  if (outcome?.state === 'listed') {
    return outcome.stamps.some((stamp) => stamp.fullName.replace(/^\w+?__/, '') === MARKER_PERMISSION);
  }
  if (outcome?.state === 'absent') return false;
  const problem = outcome?.problem ?? 'no answer';
  throw outcome?.state === 'denied'
    ? elementsError('missingPermission', [session.username, problem])
    : elementsError('salesforce', ['listMetadata', problem]);
};
