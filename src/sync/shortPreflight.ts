import { elementsError } from '../errors.ts';
import type { SyncUser } from '../org/identity.ts';
import type { OrgSession } from '../org/orgSession.ts';
import type { Check } from '../org/preflight/check.ts';
import { checkApiCalls } from '../org/preflight/checkOrg.ts';
import { checkPermissions } from '../org/preflight/checkPermissions.ts';
import { errorOfChecks } from '../org/preflight/preflight.ts';
import { SalesforceFault } from '../org/salesforceFault.ts';
import type { OrgRecord } from '../store/records.ts';
import { readApiCalls } from './askPreflight.ts';

/**
 * What each sync looks at before it reads anything: the permissions without which there is no sync, and the API calls
 * left. One call; throws the named error, and gives the warnings that belong to the run.
 */
export const shortPreflight = async (
  session: OrgSession,
  user: SyncUser,
  org: Pick<OrgRecord, 'alias' | 'mode' | 'username'>
): Promise<string[]> => {
  const name = org.alias ?? org.username;
  const apiCalls = await readApiCalls(session).catch((error: unknown) => {
    if (error instanceof SalesforceFault && error.code === 'REQUEST_LIMIT_EXCEEDED') {
      throw elementsError('requestLimit', [name, error.message], { cause: error });
    }
    return undefined;
  });
  const calls: Check = checkApiCalls({ apiCalls });
  const error = errorOfChecks([...checkPermissions(user, org.mode), calls], { name, username: session.username });
  if (error) throw error;
  return calls.state === 'warning' ? [calls.message] : [];
};
