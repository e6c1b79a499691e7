import { elementsError } from '../../errors.ts';
import type { CredentialState } from './loginRecord.ts';
import { revokePair, type TokenPair } from './revokeToken.ts';
import { credentialState, storedLogin, type LoginSource, type StoredLogin } from './storedLogin.ts';

/** The name of the audit record that says so; a sync that is under way when it is written finishes the work at its end. */
export const CREDENTIAL_REMOVED = 'credential removed';

/** The audit record of a login that a policy forbids while a sync uses it: that sync removes it at its end. */
export const REVOCATION_OWED = 'revocation owed';

export type Revocation =
  | { readonly state: 'revoked' }
  /** There was no token: a key can't be revoked as one. */
  | { readonly state: 'nothing to revoke' }
  /** Left to a sync that is under way and would lose its session. */
  | { readonly state: 'left' }
  | { readonly state: 'failed'; readonly problem: string };

export type CredentialRemoval = {
  readonly username: string;
  /** What the sf CLI held before. */
  readonly before: CredentialState;
  /** Names of the fields that were taken out of its record, sorted; empty when there was nothing to take out. */
  readonly removed: readonly string[];
  readonly revocation: Revocation;
  /** What can mint a login again and can't be removed from here. */
  readonly remaining: readonly LoginSource[];
};

/**
 * What stays of the sf CLI's record of an org, so that its alias still resolves and `sf org list` still shows it.
 * Everything else goes: a secret of a later version of the sf CLI must not survive because nobody named it here.
 */
const KEPT: ReadonlySet<string> = new Set([
  'alias',
  'clientId',
  'created',
  'createdOrgInstance',
  'devHubUsername',
  'expirationDate',
  'instanceApiVersion',
  'instanceApiVersionLastRetrieved',
  'instanceName',
  'instanceUrl',
  'isDevHub',
  'isSandbox',
  'isScratch',
  'loginUrl',
  'name',
  'namespacePrefix',
  'orgEdition',
  'orgId',
  'snapshot',
  'tracksSource',
  'trialExpirationDate',
  'userId',
  'userProfileName',
  'username',
  'usernames',
]);

/** Another program may save a renewed token at the same moment: then it is taken out again. */
const ATTEMPTS = 3;

/**
 * Revokes what the sf CLI holds for a username at Salesforce, and then takes refresh token, access token, key path and
 * every other secret out of its record: in this order a program that is cut off in between has left nothing alive, and
 * whoever does it again finishes it. Throws where the sf CLI's file can't be read or written, or still holds a login
 * afterwards.
 */
export const removeCredential = async (
  username: string,
  options: {
    readonly revoke: boolean;
    /** What becomes of a login that could not be revoked: it is removed all the same, or kept for another try. */
    readonly unrevoked?: 'remove' | 'keep';
  }
): Promise<CredentialRemoval> => {
  const login = await storedLogin(username);
  const base = { username, before: login?.state ?? 'none', remaining: login?.sources ?? [] } as const;
  if (login === undefined) return { ...base, removed: [], revocation: { state: 'nothing to revoke' } };
  const tokens = login.state === 'none' ? [] : await storedTokens(username);
  // Once the key to them is lost no later try can revoke them either.
  if (tokens === undefined) {
    const problem = `the stored ${login.state === 'renewable' ? 'refresh' : 'access'} token can not be decrypted`;
    return { ...base, removed: await takeOut(username), revocation: { state: 'failed', problem } };
  }
  const revocation = await revokeAll(tokens, login, options.revoke);
  const isKept = revocation.state === 'failed' && options.unrevoked === 'keep';
  return { ...base, removed: isKept ? [] : await takeOut(username), revocation };
};

const revokeAll = async (
  tokens: readonly TokenPair[],
  { instanceUrl, loginUrl }: StoredLogin,
  revoke: boolean
): Promise<Revocation> => {
  if (tokens.length === 0) return { state: 'nothing to revoke' };
  if (!revoke) return { state: 'left' };
  const problems = await Promise.all(tokens.map((pair) => revokePair(pair, [instanceUrl, loginUrl])));
  const problem = problems.find((found) => found !== undefined);
  return problem === undefined ? { state: 'revoked' } : { state: 'failed', problem };
};

/** Decrypted: the login's own and those of linked client apps. Undefined where the key to them is lost. */
const storedTokens = async (username: string): Promise<TokenPair[] | undefined> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  try {
    const auth = await (await StateAggregator.getInstance()).orgs.peek(username, true);
    if (auth === null || auth === undefined) return undefined;
    return [auth, ...Object.values(auth.clientApps ?? {})]
      .map(({ refreshToken, accessToken }) => ({
        refreshToken: textIn(refreshToken),
        accessToken: textIn(accessToken),
      }))
      .filter(({ refreshToken, accessToken }) => refreshToken ?? accessToken);
  } catch {
    return undefined;
  }
};

const textIn = (token: unknown): string | undefined => (typeof token === 'string' && token ? token : undefined);

/**
 * Through the sf CLI's own library, which locks the file and merges what others wrote meanwhile; the newer value wins
 * there, so it is looked at again afterwards, also by how every command reads it.
 */
const takeOut = async (username: string): Promise<string[]> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const { orgs } = await StateAggregator.getInstance();
  const removed = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const secrets = Object.keys((await orgs.read(username)) ?? {}).filter((name) => !KEPT.has(name));
    if (secrets.length === 0) break;
    // The library takes a key out of the file when its value is undefined.
    orgs.set(username, Object.fromEntries(secrets.map((name) => [name, undefined])));
    await orgs.write(username);
    secrets.forEach((name) => removed.add(name));
  }
  if ((await credentialState(username)) !== 'none') throw elementsError('loginStays', [username]);
  return [...removed].sort();
};
