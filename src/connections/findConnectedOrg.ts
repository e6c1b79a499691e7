import { elementsError } from '../errors.ts';
import { isOrgId } from '../model/names/salesforceValues.ts';
import type { Target } from '../salesforce/login/resolveTarget.ts';
import type { OrgRecord } from '../store/records.ts';
import type { StoreView } from '../store/store.ts';

/**
 * The store's record of an org, without any login: by its org id where that is what was typed; by the username that the
 * sf CLI knows; else by the username, own key or alias that the store noted (an alias may have got a new login since).
 * With `all`, disconnected orgs whose model is kept count too.
 */
export const findConnectedOrg = async (
  view: Pick<StoreView, 'orgs'>,
  target: Target,
  options: { readonly all?: boolean } = {}
): Promise<OrgRecord> => {
  const orgs = await view.orgs(options);
  for (const means of waysToMean(target)) {
    const found = orgs.find(means);
    if (found) return found;
  }
  throw elementsError('orgNotConnected', [target.text]);
};

type Means = (org: OrgRecord) => boolean;

/**
 * The surest first. Who may write the store may give a record any alias: one never stands for an org id, or for a
 * username that the sf CLI knows.
 */
const waysToMean = ({ text, username }: Target): readonly Means[] => {
  const byUsername: Means = (org) => username !== undefined && org.username === username;
  if (isOrgId(text)) return [(org) => org.orgId.slice(0, 15) === text.slice(0, 15), byUsername];
  const byText: readonly Means[] = [(org) => org.username === text, (org) => org.key === text];
  return text === username ? [byUsername] : [byUsername, ...byText, (org) => org.alias === text];
};
