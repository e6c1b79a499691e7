import { elementsError } from '../errors.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { sandboxName } from '../model/names/sandboxName.ts';
import type { Identity } from '../salesforce/calls/identity.ts';
import type { OrgRecord } from '../store/records.ts';

/** Where a session has led to. */
export type FoundOrg = {
  readonly identity: Pick<Identity, 'orgId' | 'isSandbox' | 'trialExpirationDate'>;
  readonly username: string;
  readonly instanceUrl: string;
};

/** What the org that a session has led to is to a record. */
export type Sameness = 'same' | 'refreshed sandbox' | 'another org';

/**
 * A refresh makes a new org of a sandbox, with another org id; its users keep their names, and it keeps its My Domain name.
 * A scratch org or a trial, which says to be a sandbox too, is never refreshed.
 */
export const samenessOf = (
  org: Pick<OrgRecord, 'orgId' | 'isSandbox' | 'trialExpirationDate' | 'username' | 'instanceUrl'>,
  { identity, username, instanceUrl }: FoundOrg
): Sameness => {
  if (identity.orgId === org.orgId) return 'same';
  const isSandbox = isRealSandbox(org) && isRealSandbox(identity);
  const name = sandboxName(org.instanceUrl);
  const isNamedAlike =
    org.username.toLowerCase() === username.toLowerCase() || (name !== undefined && name === sandboxName(instanceUrl));
  return isSandbox && isNamedAlike ? 'refreshed sandbox' : 'another org';
};

const isRealSandbox = (org: Pick<Identity, 'isSandbox' | 'trialExpirationDate'>): boolean =>
  org.isSandbox && org.trialExpirationDate === undefined;

/** Refuses another org than the record's, and a refreshed sandbox that nobody agreed to take for the same. */
export const checkSameOrg = (
  org: OrgRecord,
  found: FoundOrg,
  acceptRefresh: boolean
): Exclude<Sameness, 'another org'> => {
  const { orgId } = found.identity;
  if (!orgId) throw elementsError('salesforce', ['Organization', 'the org does not tell its id']);
  const sameness = samenessOf(org, found);
  const name = orgLabel(org);
  if (sameness === 'another org') throw elementsError('orgMismatch', [name, orgId, org.orgId]);
  if (sameness === 'refreshed sandbox' && !acceptRefresh) {
    throw elementsError('sandboxRefreshed', [name, org.orgId, orgId]);
  }
  return sameness;
};

/** The record of a sandbox after its refresh: only who the org is changes. */
export const afterRefresh = (org: OrgRecord, { identity, instanceUrl }: FoundOrg): OrgRecord => ({
  ...org,
  orgId: identity.orgId,
  instanceUrl,
  // It was alone in its group; one of a production org stays in that.
  group: org.group === org.orgId ? identity.orgId : org.group,
});
