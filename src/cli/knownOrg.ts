import type { Target } from '../org/resolveTarget.ts';
import type { OrgRecord } from '../store/records.ts';
import type { OpenBackend } from './withBackend.ts';

/** An org that a person named, before it is asked anything. */
export type KnownOrg = {
  readonly org: OrgRecord;
  /** False: the store has no record of it, and `org` is made from what the sf CLI noted; its `key` is empty. */
  readonly isRecorded: boolean;
};

/**
 * The record of the org that a username leads to, also by another user of the org than the connected one, or when only
 * its model was kept: its policy holds. Of an org that has none, what the sf CLI noted, and the policy that it was erased
 * with.
 */
export const knownOrg = async ({ store }: OpenBackend, { alias }: Target, username: string): Promise<KnownOrg> => {
  const [{ notedIdentity }, { erasedPolicies }] = await Promise.all([
    import('../org/notedIdentity.ts'),
    import('../sync/erasedPolicies.ts'),
  ]);
  const noted = await notedIdentity(username);
  const orgs = await store.orgs({ all: true });
  const found =
    orgs.find((org) => org.username === username) ?? orgs.find((org) => org.orgId === noted?.identity.orgId);
  if (found) return { org: found, isRecorded: true };
  const identity = noted?.identity ?? { orgId: '', name: '', edition: '', isSandbox: false };
  const org: OrgRecord = {
    key: '',
    ...identity,
    username,
    ...(alias === undefined ? {} : { alias }),
    instanceUrl: noted?.instanceUrl ?? '',
    group: identity.orgId,
    mode: 'default',
    linkTarget: 'lightning',
    policies: {},
    connectedAt: '',
  };
  return { org: { ...org, policies: erasedPolicies(await store.audits(), org) }, isRecorded: false };
};
