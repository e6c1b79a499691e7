import { elementsError } from '../errors.ts';
import { MARKER_PERMISSION } from '../policy/createGuard.ts';
import { listMetadata } from '../metadata/listMetadata.ts';
import type { OrgSession } from '../org/orgSession.ts';

/** As Salesforce compares names, whatever their case; a package may have brought it. */
const MARKER = new RegExp(`^(?:\\w+?__)?${MARKER_PERMISSION}$`, 'i');

/**
 * Whether the org holds the marker of Manual Sync Only. An org without custom permissions has none; a listing that fails
 * for another reason throws: a policy that can't be read is in force, so there must be no sync.
 */
export const holdsMarker = async (session: OrgSession): Promise<boolean> => {
  const [outcome] = await listMetadata(session, [{ type: 'CustomPermission' }]);
  if (outcome?.state === 'listed') {
    return outcome.stamps.some(({ fullName }) => MARKER.test(fullName));
  }
  if (outcome?.state === 'absent') return false;
  const problem = outcome?.problem ?? 'no answer';
  throw outcome?.state === 'denied'
    ? elementsError('missingPermission', [session.username, problem])
    : elementsError('salesforce', ['listMetadata', problem]);
};
