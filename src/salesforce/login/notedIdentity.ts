import { widenId } from '../../model/names/salesforceValues.ts';
import type { Identity } from '../calls/identity.ts';
import { hasLogin } from './storedLogin.ts';

/** An org as the sf CLI noted it at the last login. */
export type NotedOrg = {
  readonly identity: Identity;
  readonly instanceUrl: string;
  /** Also where the sf CLI did not note whether it is a sandbox; `identity` says no then. */
  readonly mayBeSandbox?: boolean;
};

/** As @salesforce/core writes them into its file of a login; the misspelling is its own. */
type Notes = {
  readonly orgId?: string;
  readonly instanceUrl?: string;
  readonly name?: string | null;
  readonly orgEdition?: string | null;
  readonly isSandbox?: boolean | null;
  readonly trailExpirationDate?: string | null;
  readonly namespacePrefix?: string | null;
};

/** Who an org is without asking it anything; undefined where the sf CLI noted no org for the username. */
export const notedIdentity = async (username: string): Promise<NotedOrg | undefined> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const { orgs } = await StateAggregator.getInstance();
  if (!(await hasLogin(username))) return undefined;
  const notes = ((await orgs.peek(username)) ?? {}) as Notes;
  const orgId = widenId(notes.orgId);
  if (orgId === undefined) return undefined;
  const { instanceUrl = '' } = notes;
  return {
    identity: {
      orgId,
      // Logins of long ago have no name noted; the domain says nearly the same.
      name: notes.name || (URL.canParse(instanceUrl) ? new URL(instanceUrl).hostname : ''),
      edition: notes.orgEdition ?? '',
      isSandbox: notes.isSandbox === true,
      ...(notes.trailExpirationDate ? { trialExpirationDate: notes.trailExpirationDate } : {}),
      ...(notes.namespacePrefix ? { namespace: notes.namespacePrefix } : {}),
    },
    instanceUrl,
    mayBeSandbox: notes.isSandbox !== false,
  };
};
