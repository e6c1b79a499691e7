import { omitUndefined } from '../../model/omitUndefined.ts';
/** Of which kind a login is, part of the contract: one that renews itself, an access token alone, a private key, or nothing. */
export type CredentialState = 'renewable' | 'session' | 'key' | 'none';

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
  readonly sources: readonly LoginSource[];
};

/** Whether the sf CLI has a file for a username; one that lies outside of its own folder is no login of the sf CLI's. */
export const hasLogin = async (username: string): Promise<boolean> => {
  if (leadsOutside(username)) return false;
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  return (await StateAggregator.getInstance()).orgs.hasFile(username);
};

/** Undefined where the sf CLI does not know the username. Read from its file at each call; secrets are not decrypted. */
export const storedLogin = async (username: string): Promise<StoredLogin | undefined> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const { orgs } = await StateAggregator.getInstance();
  if (!(await hasLogin(username))) return undefined;
  const auth = (await orgs.peek(username)) ?? {};
  const { orgId, instanceUrl, loginUrl, clientId, privateKey, devHubUsername } = auth;
  const production = orgId === undefined ? undefined : await productionUsername(orgId);
  return {
    username,
    state: stateOf(auth),
    ...omitUndefined({ orgId, instanceUrl, loginUrl, clientId }),
    sources: [
      ...(privateKey ? [{ source: 'key file', path: privateKey } as const] : []),
      ...(devHubUsername ? [{ source: 'dev hub', username: devHubUsername } as const] : []),
      ...(production ? [{ source: 'production org', username: production } as const] : []),
    ],
  };
};

/** The sf CLI's library makes a path of a username: with `..` in it that is a file which no list of logins names. */
export const leadsOutside = (username: string): boolean => username.split(/[/\\]/).includes('..');

type Secrets = {
  readonly refreshToken?: string;
  readonly privateKey?: string;
  readonly accessToken?: string;
  readonly clientApps?: object;
};

/** A linked client app has a refresh token of its own. */
export const stateOf = ({ refreshToken, privateKey, accessToken, clientApps }: Secrets): CredentialState => {
  if (refreshToken || Object.keys(clientApps ?? {}).length > 0) return 'renewable';
  if (privateKey) return 'key';
  return accessToken ? 'session' : 'none';
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
    if (await sandboxes.hasFile(id)) return (await sandboxes.read(id))?.prodOrgUsername;
  }
  return undefined;
};
