import type { OrgRecord } from '../store/records.ts';
import { authorize } from './authorize.ts';
import { checkNotSyncing } from './checkNotSyncing.ts';
import type { Collaborators } from './contract.ts';
import { hostOf } from './holder.ts';
import { guarded } from './refuse.ts';

/** Forgets an org. Its model is kept for the day it is connected again, unless it is to be erased. */
export const disconnectOrg = async (
  request: { readonly org: OrgRecord; readonly erase: boolean; readonly actor: string },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): Promise<void> => {
  const { org, erase, actor } = request;
  const { store, clock, process } = collaborators;
  await authorize({ action: 'change an org', org: guarded(org), actor }, collaborators);
  await checkNotSyncing(org, collaborators);
  const at = clock.now().toISOString();
  if (erase) await store.eraseOrg(org.key);
  else await store.saveOrg({ ...org, disconnectedAt: at });
  await store.audit({
    at,
    actor,
    from: `org disconnect on ${hostOf(process.holder)}`,
    orgKey: org.key,
    action: erase ? 'org erased' : 'org disconnected',
    detail: { orgId: org.orgId, username: org.username, instanceUrl: org.instanceUrl, policies: org.policies },
  });
};
