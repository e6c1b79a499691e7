import { widenId } from '../../model/names/salesforceValues.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';

/** Of which kind a login is, part of the contract: one that renews itself, an access token alone, a private key, or nothing. */
export type CredentialState = 'renewable' | 'session' | 'key' | 'none';

/**
 * What the sf CLI's file of a login says, without any secret in it. Anybody may have written the file: what is not of the
 * form that the sf CLI gives it is unknown.
 */
export type LoginRecord = {
  readonly state: CredentialState;
  /** Of 18 characters. */
  readonly orgId?: string;
  readonly instanceUrl?: string;
  readonly loginUrl?: string;
  readonly clientId?: string;
  /** Path of the private key. */
  readonly privateKey?: string;
  readonly devHubUsername?: string;
  readonly name?: string;
  readonly orgEdition?: string;
  readonly isSandbox: boolean;
  /** Also where nobody noted whether it is one. */
  readonly mayBeSandbox: boolean;
  readonly trialExpirationDate?: string;
  readonly namespace?: string;
  /** Names of the fields with which @salesforce/core can't open a session. */
  readonly unusable: readonly string[];
};

/** Undefined where the sf CLI has no file for the username. Read anew at each call; secrets are not decrypted. */
export const readLoginRecord = async (username: string): Promise<LoginRecord | undefined> => {
  if (!(await hasLogin(username))) return undefined;
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  return loginRecord((await (await StateAggregator.getInstance()).orgs.peek(username)) ?? {});
};

/** Whether the sf CLI has a file for a username; one that lies outside of its own folder is no login of the sf CLI's. */
const hasLogin = async (username: string): Promise<boolean> => {
  if (leadsOutside(username)) return false;
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  return (await StateAggregator.getInstance()).orgs.hasFile(username);
};

/** The sf CLI's library makes a path of a username: with `..` in it that is a file which no list of logins names. */
export const leadsOutside = (username: string): boolean => username.split(/[/\\]/).includes('..');

type Fields = { readonly [name: string]: unknown };

/** What stands in a file of a login. */
export const loginRecord = (contents: object): LoginRecord => {
  const fields = contents as Fields;
  const instanceUrl = addressIn(fields['instanceUrl']);
  return {
    state: stateOf(fields),
    ...omitUndefined({
      orgId: orgIdIn(fields['orgId']),
      instanceUrl,
      loginUrl: addressIn(fields['loginUrl']),
      clientId: textIn(fields['clientId']),
      privateKey: textIn(fields['privateKey']),
      devHubUsername: textIn(fields['devHubUsername']),
      name: textIn(fields['name']),
      orgEdition: textIn(fields['orgEdition']),
      // The misspelling is the sf CLI's own.
      trialExpirationDate: textIn(fields['trailExpirationDate']),
      namespace: textIn(fields['namespacePrefix']),
    }),
    isSandbox: fields['isSandbox'] === true,
    mayBeSandbox: fields['isSandbox'] !== false,
    unusable: [
      ...(instanceUrl === undefined ? ['instanceUrl'] : []),
      ...(isFilled(fields['loginUrl']) && addressIn(fields['loginUrl']) === undefined ? ['loginUrl'] : []),
      ...TEXTS.filter((name) => isFilled(fields[name]) && typeof fields[name] !== 'string'),
    ],
  };
};

const TEXTS = ['accessToken', 'clientId', 'clientSecret', 'privateKey', 'refreshToken', 'username'] as const;

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const textIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const addressIn = (value: unknown): string | undefined => {
  const text = textIn(value);
  return /^https?:$/.test(URL.parse(text ?? '')?.protocol ?? '') ? text : undefined;
};

/** The last 3 of 18 characters say which of the others are capitals: where they do not, it is the id of no org. */
const orgIdIn = (value: unknown): string | undefined => {
  const text = textIn(value);
  const orgId = text?.startsWith('00D') ? widenId(text) : undefined;
  return text?.length === 15 || text === orgId ? orgId : undefined;
};

/** Whatever stands there counts as a secret. A linked client app has a refresh token of its own. */
const stateOf = ({ refreshToken, privateKey, accessToken, clientApps }: Fields): CredentialState => {
  if (refreshToken || Object.keys(clientApps ?? {}).length > 0) return 'renewable';
  if (privateKey) return 'key';
  return accessToken ? 'session' : 'none';
};
