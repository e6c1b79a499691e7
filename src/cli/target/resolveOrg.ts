import type { SfError } from '@salesforce/core/sfError';
import { elementsError } from '../../errors.ts';
import { viewMessage } from '../../messages.ts';
import { printable } from '../../redact.ts';
import type { Target } from '../../salesforce/login/resolveTarget.ts';
import type { OrgRecord } from '../../store/records.ts';
import { nearestNames } from '../../view/nearestNames.ts';
import type { OpenBackend } from '../backend/withBackend.ts';

/** The connected org that `--target-org` means, found without any login; with `all`, also a disconnected one. */
export const resolveConnectedOrg = async (
  { store }: OpenBackend,
  text: string | undefined,
  options: { readonly all?: boolean } = {}
): Promise<{ readonly org: OrgRecord; readonly target: Target }> => {
  const [{ resolveTarget }, { findConnectedOrg }] = await Promise.all([
    import('../../salesforce/login/resolveTarget.ts'),
    import('../../connections/findConnectedOrg.ts'),
  ]);
  const target = await resolveTarget(text);
  return { target, org: await findConnectedOrg(store, target, options) };
};

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
export const recordedOrNotedOrg = async (
  { store }: OpenBackend,
  { alias }: Target,
  username: string
): Promise<KnownOrg> => {
  const [{ notedIdentity }, { erasedPolicies }] = await Promise.all([
    import('../../salesforce/login/notedIdentity.ts'),
    import('../../connections/disconnectOrg.ts'),
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

/** The error for an org that the sf CLI does not know, with the aliases and usernames that are nearly what was typed. */
export const unknownOrg = async (typed: string): Promise<SfError> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const aliases = (await StateAggregator.getInstance()).aliases.getAll();
  const nearest = nearestNames(
    typed,
    [...new Set(Object.entries(aliases).flatMap(([alias, username]) => [alias, username ?? alias]))],
    3
  );
  const error = elementsError('noOrgFound', [typed]);
  if (nearest.length > 0) {
    error.actions = [viewMessage('didYouMean', [nearest.map(printable).join(', ')]), ...(error.actions ?? [])];
  }
  return error;
};
