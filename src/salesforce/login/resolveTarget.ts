import { elementsError } from '../../errors.ts';
import { isOrgId } from '../../model/names/salesforceValues.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { rememberUnsent } from '../../secrets/liveSecrets.ts';
import { loginsOf } from './allLogins.ts';
import { leadsOutside } from './loginRecord.ts';
import { orgIdOfToken } from './tokenOwner.ts';

/** An org as a person names it, as far as the sf CLI's own files know it. Nothing has been asked of any org. */
export type Target = {
  readonly text: string;
  readonly username?: string;
  readonly alias?: string;
  readonly orgId?: string;
  /** A token given instead of an alias, as the sf CLI takes it. It must not be shown or kept: `text` is the org's id then. */
  readonly accessToken?: string;
};

/**
 * Alias, username or org id, or the sf CLI's default org when nothing is given. A text that the sf CLI does not know is
 * returned as it is: the store may know it.
 */
export const resolveTarget = async (text: string | undefined): Promise<Target> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const named = text?.trim() || (await defaultOrg());
  if (!named) throw elementsError('defaultOrgMissing');
  const tokenOrg = orgIdOfToken(named);
  if (tokenOrg !== undefined) {
    rememberUnsent(named);
    return { text: tokenOrg, orgId: tokenOrg, accessToken: named };
  }
  const state = await StateAggregator.getInstance();
  const aliased: unknown = state.aliases.getUsername(named);
  const username = typeof aliased === 'string' ? aliased : await usernameOf(named, state.orgs);
  if (!username || leadsOutside(username)) return { text: named, ...(isOrgId(named) ? { orgId: named } : {}) };
  const alias = aliased === username ? named : state.aliases.getAll(username)[0];
  return omitUndefined({ text: named, username, alias });
};

type OrgFiles = { hasFile(username: string): Promise<boolean> };

const usernameOf = async (named: string, orgs: OrgFiles): Promise<string | undefined> => {
  if (isOrgId(named)) return (await loginsOf(named))[0]?.username;
  return named.includes('@') && (await orgs.hasFile(named)) ? named : undefined;
};

const defaultOrg = async (): Promise<string | undefined> => {
  const { ConfigAggregator } = await import('@salesforce/core/configAggregator');
  const value = (await ConfigAggregator.create()).getPropertyValue('target-org');
  return typeof value === 'string' && value !== '' ? value : undefined;
};
