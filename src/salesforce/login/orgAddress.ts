import { join } from 'node:path';
import { elementsError } from '../../errors.ts';
import { homeFolder, isProjectsConfig } from '../../files/projectFolder.ts';
import { notedIdentity } from './notedIdentity.ts';
import { isLoginHost, isSalesforceHost, isSameOrigin, shownAddress } from '../transport/salesforceHost.ts';

/** What the store says of an org. Whoever may write the store may have written it. */
export type StoredAddress = {
  readonly orgId: string;
  readonly username: string;
  readonly instanceUrl: string;
};

type Circumstances = {
  readonly environment: { readonly [name: string]: string | undefined };
  /** Whom the sf CLI knows the org by, by its own files; the record's user, whom a store says, may be another one. */
  readonly target?: string | undefined;
  /** The org may be what a refresh made of its sandbox, and the sf CLI may know that one: it has another org id. */
  readonly mayBeRefreshed?: boolean;
};

/** The sf CLI's own setting, as variable and in its configuration. */
const VARIABLE = 'SF_ORG_INSTANCE_URL';
const SETTING = 'org-instance-url';

/**
 * Where a token, or a person who logs in, is sent for an org: to what the environment says; what the sf CLI noted at the
 * login of that user to that org; what its global configuration says; or to the store's own address, where that is a host
 * of Salesforce. Never to what else a store says, which others may write, nor to what a project's configuration says,
 * which comes with a cloned repository. Throws where nothing is left. It is the origin alone, as a browser reads it: a
 * path, a name or a character that only looks like another is left behind.
 */
export const orgAddress = async (
  org: StoredAddress & { readonly name: string },
  circumstances: Circumstances
): Promise<string> => {
  const said = await saidAddresses(org, circumstances);
  const own = isSalesforceHost(org.instanceUrl) ? [org.instanceUrl] : [];
  // A login host leads to any org: what names one comes first.
  const general = said.global.filter(isLoginHost);
  const special = said.global.filter((address) => !isLoginHost(address));
  const [address] = [...said.environment, ...said.noted, ...special, ...own, ...general];
  if (address === undefined) {
    throw elementsError('addressNotTrusted', [org.name, shownAddress(org.instanceUrl)]);
  }
  return new URL(address).origin;
};

/**
 * Whether the server of the store's address is one that a login would be sent to: else nobody should be led there. Of the
 * rest of the address nothing is said.
 */
export const isTrustedAddress = async (org: StoredAddress, circumstances: Circumstances): Promise<boolean> => {
  if (isSalesforceHost(org.instanceUrl)) return true;
  const said = await saidAddresses(org, circumstances);
  return [...said.environment, ...said.noted, ...said.global].some((address) => isSameOrigin(address, org.instanceUrl));
};

/** What others than the store say, the surest first. */
const saidAddresses = async (
  org: StoredAddress,
  { environment, target, mayBeRefreshed = false }: Circumstances
): Promise<{ readonly [place in 'environment' | 'noted' | 'global']: readonly string[] }> => ({
  environment: usable(environment[VARIABLE]),
  noted: [
    ...(target === undefined ? [] : usable(await notedAddress({ ...org, username: target }, mayBeRefreshed))),
    ...usable(await notedAddress(org, mayBeRefreshed)),
  ],
  global: usable(await globalSetting()),
});

const notedAddress = async (
  { orgId, username }: StoredAddress,
  mayBeRefreshed: boolean
): Promise<string | undefined> => {
  const noted = await notedIdentity(username);
  if (noted === undefined) return undefined;
  const { identity } = noted;
  const isRefreshed = mayBeRefreshed && identity.isSandbox && identity.trialExpirationDate === undefined;
  return identity.orgId === orgId || isRefreshed ? noted.instanceUrl : undefined;
};

/** Of the global file alone: the sf CLI's own reader puts a project's file before it. */
const globalSetting = async (): Promise<unknown> => {
  const home = homeFolder();
  if (isProjectsConfig(join(home, '.sf', 'config.json'), home)) return undefined;
  const { Config } = await import('@salesforce/core/config');
  try {
    return (await Config.create(Config.getDefaultOptions(true))).get(SETTING);
  } catch {
    // As the sf CLI does: a file that can't be read says nothing.
    return undefined;
  }
};

const usable = (address: unknown): readonly string[] => {
  if (typeof address !== 'string') return [];
  const text = address.trim();
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '') ? [text] : [];
};
