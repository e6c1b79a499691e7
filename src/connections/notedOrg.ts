import { elementsError } from '../errors.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import { notedIdentity } from '../salesforce/login/notedIdentity.ts';
import type { OrgRecord } from '../store/records.ts';
import { samenessOf } from './sameOrg.ts';

type Recorded = Pick<OrgRecord, 'orgId' | 'username' | 'alias' | 'isSandbox' | 'trialExpirationDate' | 'instanceUrl'>;

/**
 * The id of the org that the sf CLI noted at the login of a user, where that is not the record's: the alias leads elsewhere
 * now, or somebody changed the record in the store. Undefined where the sf CLI noted none, and where the refresh of a
 * sandbox explains it. Nothing is asked of any org.
 */
export const notedOtherOrg = async (org: Recorded, username: string): Promise<string | undefined> => {
  // Of a file that can't be read nothing is known.
  const noted = await notedIdentity(username).catch((): undefined => undefined);
  if (noted === undefined) return undefined;
  const { instanceUrl, mayBeSandbox } = noted;
  const identity = { ...noted.identity, ...omitUndefined({ isSandbox: mayBeSandbox }) };
  return samenessOf(org, { identity, username, instanceUrl }) === 'another org' ? identity.orgId : undefined;
};

/** Refuses a record that is about another org than the sf CLI noted at the login of that user. */
export const checkNotedOrg = async (org: Recorded, username: string): Promise<void> => {
  const other = await notedOtherOrg(org, username);
  if (other !== undefined) throw elementsError('orgMismatch', [orgLabel(org), other, org.orgId]);
};
