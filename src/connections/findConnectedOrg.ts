import { elementsError } from '../errors.ts';
import type { Target } from '../salesforce/login/resolveTarget.ts';
import type { OrgRecord } from '../store/records.ts';
import type { StoreView } from '../store/store.ts';

/**
 * The store's record of an org, without any login: by the username that the sf CLI knows, else by the alias, username,
 * org id or own key that the store noted (an alias may have got a new login since). With `all`, disconnected orgs whose model is kept count too.
 */
export const findConnectedOrg = async (
  view: Pick<StoreView, 'orgs'>,
  target: Target,
  options: { readonly all?: boolean } = {}
): Promise<OrgRecord> => {
  const orgs = await view.orgs(options);
  const found =
    orgs.find((org) => target.username !== undefined && org.username === target.username) ??
    orgs.find((org) => isNamed(org, target.text));
  if (!found) throw elementsError('orgNotConnected', [target.text]);
  return found;
};

const isNamed = (org: OrgRecord, text: string): boolean =>
  org.key === text ||
  org.alias === text ||
  org.username === text ||
  org.orgId === text ||
  org.orgId.slice(0, 15) === text;
