import { readApiCalls } from '../../connections/preflight/askPreflight.ts';
import { checkApiCalls } from '../../connections/preflight/checkOrg.ts';
import { checkPermissions } from '../../connections/preflight/checkPermissions.ts';
import type { Check } from '../../connections/preflight/facts.ts';
import { errorOfChecks } from '../../connections/preflight/preflight.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import type { SyncUser } from '../../salesforce/calls/identity.ts';
import { endsSync } from '../../salesforce/faults/decideFault.ts';
import { nameFault } from '../../salesforce/faults/nameFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { OrgRecord } from '../../store/records.ts';

/**
 * What each sync looks at before it reads anything: the permissions without which there is no sync, and the API calls
 * left. One call; throws the named error, and gives the warnings that belong to the run.
 */
export const shortPreflight = async (
  session: OrgSession,
  user: SyncUser,
  org: Pick<OrgRecord, 'alias' | 'mode' | 'username'>
): Promise<string[]> => {
  const name = orgLabel(org);
  const apiCalls = await readApiCalls(session).catch((error: unknown) => {
    if (endsSync(error)) throw nameFault(error, name);
    return undefined;
  });
  const calls: Check = checkApiCalls({ apiCalls });
  const error = errorOfChecks([...checkPermissions(user, org.mode), calls], { name, username: session.username });
  if (error) throw error;
  return calls.state === 'warning' ? [calls.message] : [];
};
