import { checkMessage } from '../messages.ts';
import { widenId } from '../model/names/salesforceValues.ts';
import { printable, redact } from '../redact.ts';
import type { Identity } from '../salesforce/calls/identity.ts';
import { query, text, type Row } from '../salesforce/calls/query.ts';
import { isNotGiven } from '../salesforce/faults/decideFault.ts';
import { faultText } from '../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import type { OrgRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/**
 * Puts the connected sandboxes of a production org into its group, as the production org itself lists them: Tooling
 * `SandboxProcess`, one row for each creation and refresh. Asked only while a connected sandbox has no group yet; orgs
 * without sandboxes do not have the object. Any other failure says nothing of sandboxes: all groups stay as they are, and
 * what comes back is the warning. It never throws: neither a connection nor a sync is worth less for it.
 */
export const groupSandboxes = async (
  session: OrgSession,
  identity: Identity,
  store: Pick<Store, 'orgs' | 'changeOrg'>
): Promise<string[]> => {
  if (identity.isSandbox || identity.trialExpirationDate !== undefined) return [];
  const alone = (await store.orgs({ all: true })).filter((org) => org.isSandbox && org.group === org.orgId);
  if (alone.length === 0) return [];
  let rows: readonly Row[];
  try {
    rows = await query(session, 'SELECT SandboxName, SandboxOrganization FROM SandboxProcess', 'tooling');
  } catch (error) {
    return isNotGiven(error) ? [] : [checkMessage('sandboxes.unread', [printable(redact(faultText(error)))])];
  }
  const sandboxes = new Set(rows.map((row) => widenId(text(row, 'SandboxOrganization'))));
  for (const { key, orgId } of alone.filter((org) => sandboxes.has(org.orgId))) {
    const isStillAlone = (org: OrgRecord): boolean => org.orgId === orgId && org.group === orgId;
    await store.changeOrg(key, (org) => (org && isStillAlone(org) ? { ...org, group: identity.orgId } : undefined));
  }
  return [];
};
