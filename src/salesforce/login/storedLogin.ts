import { omitUndefined } from '../../model/omitUndefined.ts';
import { leadsOutside, readLoginRecord, type CredentialState } from './loginRecord.ts';

/** What can mint a login again and lies outside of the org's own record. */
export type LoginSource =
  | { readonly source: 'key file'; readonly path: string }
  /** A scratch org's: whoever can log in to the Dev Hub can open it again. */
  | { readonly source: 'dev hub'; readonly username: string }
  /** A sandbox's: its production org's administrator can log in to it again. */
  | { readonly source: 'production org'; readonly username: string };

/** What the sf CLI holds for a username, without any secret in it. */
export type StoredLogin = {
  readonly username: string;
  readonly state: CredentialState;
  readonly orgId?: string;
  readonly instanceUrl?: string;
  readonly loginUrl?: string;
  readonly clientId?: string;
  /** Names of the fields with which no session can be opened. */
  readonly unusable: readonly string[];
  readonly sources: readonly LoginSource[];
};

/** Undefined where the sf CLI does not know the username. Read from its file at each call; secrets are not decrypted. */
export const storedLogin = async (username: string): Promise<StoredLogin | undefined> => {
  const record = await readLoginRecord(username);
  if (record === undefined) return undefined;
  const { state, orgId, instanceUrl, loginUrl, clientId, privateKey, devHubUsername, unusable } = record;
  const production = orgId === undefined ? undefined : await productionUsername(orgId);
  return {
    username,
    state,
    ...omitUndefined({ orgId, instanceUrl, loginUrl, clientId }),
    unusable,
    sources: [
      ...(privateKey ? [{ source: 'key file', path: privateKey } as const] : []),
      ...(devHubUsername ? [{ source: 'dev hub', username: devHubUsername } as const] : []),
      ...(production ? [{ source: 'production org', username: production } as const] : []),
    ],
  };
};

/** What the sf CLI holds for a username; nothing where it does not know it. */
export const credentialState = async (username: string): Promise<CredentialState> =>
  (await storedLogin(username))?.state ?? 'none';

/** The production user through whom the sf CLI knows a sandbox; undefined where it was not created or logged in that way. */
export const productionUsername = async (sandboxOrgId: string): Promise<string | undefined> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const { sandboxes } = await StateAggregator.getInstance();
  if (leadsOutside(sandboxOrgId)) return undefined;
  for (const id of [sandboxOrgId, sandboxOrgId.slice(0, 15)]) {
    if (!(await sandboxes.hasFile(id))) continue;
    const said: unknown = (await sandboxes.read(id).catch(() => null))?.prodOrgUsername;
    return typeof said === 'string' && said !== '' ? said : undefined;
  }
  return undefined;
};
