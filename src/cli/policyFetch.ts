import type { Fetch } from '../policy/fetchPolicy.ts';

/**
 * Fetches a policy as the sf CLI reaches orgs: through the proxy of `HTTPS_PROXY` and `NO_PROXY`. Certificates are
 * checked whatever the environment says. Who puts a proxy of their own in between can change what this one source says,
 * and no other: the sources add up.
 */
export const policyFetch: Fetch = async (url, init) => {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const checked = { rejectUnauthorized: true };
  const dispatcher = new EnvHttpProxyAgent({ connect: checked, requestTls: checked });
  // The types of Node's own fetch and of the library's name the same request differently.
  return fetch(url, { ...(init as Parameters<typeof fetch>[1]), dispatcher });
};
