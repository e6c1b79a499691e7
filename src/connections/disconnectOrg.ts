import { authorize, guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { checkNotSyncing } from '../engine/runState.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import { sandboxName } from '../model/names/sandboxName.ts';
import { POLICY_NAMES, strictValue, type PolicyValues } from '../policy/policies.ts';
import { MALFORMED } from '../model/malformedPolicies.ts';
import type { AuditRecord, Compacted, OrgRecord } from '../store/records.ts';

/**
 * Forgets an org. Its model is kept for the day it is connected again, unless it is to be erased: then no byte of it stays
 * in the store, or what is returned says why.
 */
export const disconnectOrg = async (
  request: {
    readonly org: OrgRecord;
    readonly erase: boolean;
    readonly actor: string;
    /** Called when giving back the room of the model may take a while. */
    readonly isLong?: () => void;
  },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): Promise<Compacted | undefined> => {
  const { org, erase, actor } = request;
  const { store, clock, process } = collaborators;
  await authorize({ action: 'change an org', org: guarded(org), actor }, collaborators);
  await checkNotSyncing(org, collaborators);
  const at = clock.now().toISOString();
  // As it was at that moment: a policy may have been set since it was read.
  const record = ({ orgId, username, instanceUrl, policies }: OrgRecord): AuditRecord => ({
    at,
    actor,
    from: `org disconnect on ${hostOf(process.holder)}`,
    orgKey: org.key,
    action: erase ? 'org erased' : 'org disconnected',
    detail: { orgId, username, instanceUrl, policies },
  });
  if (erase) {
    // In one step: the record keeps the policies for the day on which the org is connected again.
    if ((await store.eraseOrg(org.key, record)) === undefined) await store.audit(record(org));
    return store.compact(request.isLong);
  }
  const former = await store.changeOrg(org.key, (current) => current && { ...current, disconnectedAt: at });
  await store.audit(record(former ?? org));
  return undefined;
};

/**
 * What an org's own policies were when it was erased, as far as they were strict: erasing an org and connecting it again
 * must not be a way round its policy. The audit records, which outlive the org, say so. `audits` are newest first.
 */
export const erasedPolicies = (
  audits: readonly AuditRecord[],
  org: { readonly orgId: string; readonly username: string; readonly instanceUrl: string }
): PolicyValues => {
  const sandbox = sandboxName(org.instanceUrl);
  const erased = audits.find(
    ({ action, detail }) =>
      action === 'org erased' &&
      (detail['orgId'] === org.orgId ||
        detail['username'] === org.username ||
        // The same sandbox, refreshed since then, by another user.
        (sandbox !== undefined && nameIn(detail) === sandbox))
  );
  const policies = (erased?.detail['policies'] ?? {}) as { readonly [name: string]: unknown };
  const isMalformed = policies[MALFORMED] === true;
  return Object.fromEntries(
    POLICY_NAMES.filter((name) => isMalformed || policies[name] === strictValue(name)).map((name) => [
      name,
      strictValue(name),
    ])
  );
};

const nameIn = ({ instanceUrl }: AuditRecord['detail']): string | undefined =>
  typeof instanceUrl === 'string' ? sandboxName(instanceUrl) : undefined;
