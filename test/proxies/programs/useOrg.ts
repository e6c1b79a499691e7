import { AuthInfo } from '@salesforce/core';
import { policyFetch } from '../../../src/cli/backend/policyPlaces.ts';
import { connectOrg } from '../../../src/connections/connectOrg.ts';
import { fetchPolicy } from '../../../src/policy/fetchPolicy.ts';
import { revokeToken } from '../../../src/salesforce/login/revokeToken.ts';
import { createMemoryStore } from '../../store/memory/memoryStore.ts';
import { syncOrg } from '../../../src/sync/syncOrg.ts';
import { collaboratorsFor } from '../../sync/syncRig.ts';

/*
 * A process of its own, because Node reads `NODE_EXTRA_CA_CERTS` when it starts: logs in as the sf CLI would have, syncs the
 * org, fetches a policy from the same server and revokes a token. Writes what came of it as JSON.
 */

const [, , url = '', username = '', orgId = '', accessToken = '', refreshToken = ''] = process.argv;

type Named = Error & { readonly actions?: readonly string[] };

const use = async (): Promise<object> => {
  const login = { accessToken, instanceUrl: url, loginUrl: url };
  const known = { username, orgId, isDevHub: false, namespacePrefix: null };
  const authInfo = await AuthInfo.create({ accessTokenOptions: { ...login, ...known } });
  await authInfo.save({
    orgEdition: 'Enterprise Edition',
    ...(refreshToken ? { refreshToken, clientId: 'PlatformCLI' } : {}),
  });
  const collaborators = collaboratorsFor(createMemoryStore());
  const org = await connectOrg({ username, alias: 'sample', actor: 'ada' }, collaborators);
  const outcome = await syncOrg({ org, trigger: 'manual', actor: 'ada' }, collaborators);
  if (outcome.kind !== 'published') throw outcome.kind === 'failed' ? outcome.error : new Error(outcome.kind);
  const policy = await fetchPolicy(new URL(`${url}/policy.json`), policyFetch);
  const revoked = await revokeToken('a token', [url]);
  return { state: outcome.run.state, warnings: outcome.run.warnings, policy, revoked: revoked ?? 'yes' };
};

const said = await use().catch((error: Named) => ({
  error: { name: error.name, message: error.message, actions: error.actions, stack: error.stack },
}));
console.log(JSON.stringify(said));
process.exit();
