import { elementsError } from '../errors.ts';
import type { OrgRecord } from '../store/records.ts';
import { afterRefresh, checkSameOrg, samenessOf, type FoundOrg } from './sameOrg.ts';

/** The record that goes on with an org that is being connected; `formerOrgId` when the org is a refreshed sandbox. */
export type ContinuedRecord = { readonly record: OrgRecord; readonly formerOrgId?: string };

/**
 * The record of this org, disconnected ones included, or the one of the sandbox whose refresh made it. Undefined: a new
 * org. A connected record of the same user that is about another org is a contradiction, and nothing is connected.
 */
export const recordOf = (
  orgs: readonly OrgRecord[],
  found: FoundOrg,
  acceptRefresh: boolean
): ContinuedRecord | undefined => {
  const ofUser = orgs.find((org) => org.username === found.username && org.disconnectedAt === undefined);
  const same = orgs.find((org) => org.orgId === found.identity.orgId);
  if (same !== undefined) {
    // The user's own record is about an org that is no more, and this one has a record by itself: two can't become one.
    if (ofUser !== undefined && ofUser !== same) {
      throw elementsError('orgMismatch', [ofUser.alias ?? ofUser.username, found.identity.orgId, ofUser.orgId]);
    }
    return { record: same };
  }
  const former = ofUser ?? orgs.find((org) => samenessOf(org, found) === 'refreshed sandbox');
  if (former === undefined) return undefined;
  checkSameOrg(former, found, acceptRefresh);
  return { record: afterRefresh(former, found), formerOrgId: former.orgId };
};
