import { originOf, shownUrl } from '../../secrets/shownUrl.ts';

/** Where a person logs in without knowing the address of the org (@salesforce/core, `SfdcUrl.PRODUCTION` and `SANDBOX`). */
const LOGIN_HOSTS: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);

/**
 * What Salesforce serves the My Domains of orgs under, by cloud: the usual one, the one of the US government's military
 * (@salesforce/core, `SfdcUrl.isSalesforceDomain`), a proxied one, and the one on Alibaba Cloud (`SfdcUrl.toLightningDomain`).
 * No other one: whoever has the domain would get the tokens.
 */
const MY_DOMAINS = ['my.salesforce.com', 'my.salesforce.mil', 'my.sfcrmproxy.com', 'my.sfcrmproducts.cn'];

/**
 * The name of the org, maybe with that of a sandbox (`acme--dev`), and the partition where there is one (`sandbox`,
 * `develop`, `scratch` …: `domainPartition` of MyDomainSettings; in sandboxes of long ago the instance, `cs42`).
 */
const NAMES = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9]+)?$/;

/**
 * Whether an address is a login or instance host of Salesforce, where nobody but Salesforce answers: by https at the
 * usual port, and nothing but the host. Not the hosts where code of customers and their guests runs (`my.site.com`,
 * `force.com`, `salesforce-sites.com`).
 */
export const isSalesforceHost = (address: string): boolean => {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:' || !isBare(url)) return false;
  const { hostname } = url;
  if (LOGIN_HOSTS.has(hostname)) return true;
  const domain = MY_DOMAINS.find((known) => hostname.endsWith(`.${known}`));
  return domain !== undefined && NAMES.test(hostname.slice(0, -domain.length - 1));
};

/** Whether it is where a person logs in to any org: it says nothing of which one. */
export const isLoginHost = (address: string): boolean => LOGIN_HOSTS.has(URL.parse(address)?.hostname ?? '');

/** Whether an address says a host and no more: no port of its own, no name or password, no path. */
const isBare = ({ port, username, password, pathname, search, hash }: URL): boolean =>
  pathname === '/' && port + username + password + search + hash === '';

/** Whether both addresses lead to the same server by the same protocol. */
export const isSameOrigin = (one: string, other: string): boolean => {
  const [first, second] = [URL.parse(one), URL.parse(other)];
  return first !== null && second !== null && first.host !== '' && first.origin === second.origin;
};

/** An address as it may be shown: without what may stand for a name, a password or a token. */
export const shownAddress = (address: string): string => originOf(address) ?? shownUrl(address);
