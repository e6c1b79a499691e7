import type { Identity } from '../org/identity.ts';
import type { OrgSession } from '../org/orgSession.ts';
import type { Store } from '../store/store.ts';

/** Keeps what the store says of an org as the org says it now: its name, edition and address may change over time. */
export const refreshOrg = async (
  store: Pick<Store, 'org' | 'saveOrg'>,
  key: string,
  { name, edition, namespace }: Identity,
  { instanceUrl }: Pick<OrgSession, 'instanceUrl'>
): Promise<void> => {
  const org = await store.org(key);
  if (!org) return;
  const same =
    org.name === name && org.edition === edition && org.instanceUrl === instanceUrl && org.namespace === namespace;
  if (same) return;
  const { namespace: _former, ...kept } = org;
  await store.saveOrg({ ...kept, name, edition, instanceUrl, ...(namespace ? { namespace } : {}) });
};
