import type { PolicyReadings } from '../policy/readPolicies.ts';
import { policyFor } from '../policy/createGuard.ts';
import type { ListedLogin } from '../salesforce/login/allLogins.ts';
import type { OrgRecord } from '../store/records.ts';
import { loginsOfId, type OrgLogins } from './removeLogins.ts';

const MANUAL = 'manual-sync-only';

/** The logins to an org that the store in use has no record of, and who says that its own Manual Sync Only is on. */
export type LoginsElsewhere = OrgLogins & { readonly where: string };

/**
 * The disconnected orgs whose own Manual Sync Only is in force: disconnecting an org, which an editor of the store can do
 * as well, does not allow its login. What the corporation says is about connected orgs.
 */
export const disconnectedUnderOwn = (records: readonly OrgRecord[], readings: PolicyReadings): OrgRecord[] =>
  records.filter((org) => org.disconnectedAt !== undefined && policyFor(MANUAL, org, readings).org === true);

/**
 * The logins to orgs that are known under their own Manual Sync Only from another store, or from what the account noted,
 * and of which the store in use has no record. Only by the id that the sf CLI noted at the login: what another store says
 * of usernames must not lead to the login of another org. Those that are dealt with already are left out.
 */
export const loginsElsewhere = (
  records: ReadonlyArray<Pick<OrgRecord, 'orgId'>>,
  { orgs }: Pick<PolicyReadings, 'orgs'>,
  logins: readonly ListedLogin[],
  dealtWith: readonly string[]
): LoginsElsewhere[] => {
  const recorded = new Set(records.map(({ orgId }) => shortId(orgId)));
  const on = orgs.flatMap(({ org, where, statement }) =>
    org !== undefined && (statement.problem !== undefined || statement.values[MANUAL] === true)
      ? [{ org, where, id: shortId(org.orgId) }]
      : []
  );
  const ids = [...new Set(on.map(({ id }) => id))].filter((id) => !recorded.has(id));
  return ids.flatMap((id): LoginsElsewhere[] => {
    const said = on.filter((one) => one.id === id);
    const usernames = loginsOfId(logins, id).filter((username) => !dealtWith.includes(username));
    const [first] = usernames;
    if (first === undefined) return [];
    const known = said.find(({ org }) => org.username)?.org;
    const org = {
      orgId: known?.orgId ?? said[0]?.org.orgId ?? id,
      username: known?.username ?? first,
      isSandbox: known?.isSandbox ?? false,
      instanceUrl: known?.instanceUrl ?? '',
      policies: {},
    };
    return [{ org, usernames, where: [...new Set(said.map(({ where }) => where))].join('; ') }];
  });
};

/** Ids of 15 characters and of 18 mean the same. */
const shortId = (orgId: string): string => orgId.slice(0, 15);
