import { elementsError } from '../errors.ts';
import type { Collaborators, SyncRequest } from './contract.ts';
import { hostOf } from './holder.ts';
import { afterRefresh, checkSameOrg, type FoundOrg } from './sameOrg.ts';

/**
 * Lets the sync go on with the org that the session has led to: the record's own, or what a refresh made of its sandbox,
 * if a person agreed to that. Then the record, with its policy, schedule and group, is about the new org from now on.
 */
export const goOnWith = async (
  { org, actor, acceptRefresh = false }: SyncRequest,
  found: FoundOrg,
  { store, clock, process }: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<void> => {
  if (checkSameOrg(org, found, acceptRefresh) === 'same') return;
  const { orgId } = found.identity;
  const other = (await store.orgs({ all: true })).find((one) => one.orgId === orgId && one.key !== org.key);
  // It is connected by itself already: two records can't become one.
  if (other !== undefined) throw elementsError('orgMismatch', [org.alias ?? org.username, orgId, org.orgId]);
  await store.saveOrg(afterRefresh((await store.org(org.key)) ?? org, found));
  await store.audit({
    at: clock.now().toISOString(),
    actor,
    from: `sync on ${hostOf(process.holder)}`,
    orgKey: org.key,
    action: 'sandbox refreshed',
    detail: { orgId, formerOrgId: org.orgId, username: found.username },
  });
};
