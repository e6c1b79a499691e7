import type { SfError } from '@salesforce/core/sfError';
import { elementsError } from '../../errors.ts';
import { viewMessage } from '../../messages.ts';
import { isOrgId } from '../../model/names/salesforceValues.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { printable } from '../../redact.ts';
import type { Target } from '../../salesforce/login/resolveTarget.ts';
import type { OrgRecord } from '../../store/records.ts';
import { nearestNames } from '../../view/nearestNames.ts';
import type { BackendView } from '../backend/openBackend.ts';

/**
 * The connected org that `--target-org` means, found without any login; with `all`, also a disconnected one. With
 * `change`, the settings of its record are about to be changed, or forgotten: it is refused where the sf CLI noted
 * another org at that login, unless the person named the record's own org id. Others are told by `otherOrg`.
 */
export const resolveConnectedOrg = async (
  { store }: BackendView,
  text: string | undefined,
  options: { readonly all?: boolean; readonly change?: boolean } = {}
): Promise<{
  readonly org: OrgRecord;
  readonly target: Target;
  /** Id of the org that the sf CLI noted at that login, where it is another one than the record's. */
  readonly otherOrg?: string;
}> => {
  const [{ resolveTarget }, { findConnectedOrg }, { notedOtherOrg, checkNotedOrg }] = await Promise.all([
    import('../../salesforce/login/resolveTarget.ts'),
    import('../../connections/findConnectedOrg.ts'),
    import('../../connections/notedOrg.ts'),
  ]);
  const target = await resolveTarget(text);
  const org = await findConnectedOrg(store, target, options);
  if (isOrgId(target.text) && target.text.slice(0, 15) === org.orgId.slice(0, 15)) return { target, org };
  const username = target.username ?? org.username;
  if (options.change) await checkNotedOrg(org, username);
  return { target, org, ...omitUndefined({ otherOrg: await notedOtherOrg(org, username) }) };
};

/** An org that a person named, before it is asked anything: the store's record of it, or else what is known without one. */
export type NamedOrg =
  { readonly kind: 'recorded'; readonly org: OrgRecord } | { readonly kind: 'noted'; readonly org: UnrecordedOrg };

/** What the sf CLI noted of an org, empty where it noted nothing; checked in the default mode. */
export type UnrecordedOrg = Pick<
  OrgRecord,
  'orgId' | 'username' | 'alias' | 'instanceUrl' | 'isSandbox' | 'policies'
> & { readonly mode: 'default' };

/**
 * The record of the org that a username leads to, also by another user of the org than the connected one, or when only
 * its model was kept: its policy holds. Of an org that has none, what the sf CLI noted, and the policy that it was erased
 * with.
 */
export const recordedOrNotedOrg = async (
  { store }: BackendView,
  { alias }: Target,
  username: string
): Promise<NamedOrg> => {
  const [{ notedIdentity }, { erasedPolicies }] = await Promise.all([
    import('../../salesforce/login/notedIdentity.ts'),
    import('../../connections/disconnectOrg.ts'),
  ]);
  const noted = await notedIdentity(username);
  const orgs = await store.orgs({ all: true });
  const found =
    orgs.find((org) => org.username === username) ?? orgs.find((org) => org.orgId === noted?.identity.orgId);
  if (found) return { kind: 'recorded', org: found };
  const org = {
    orgId: noted?.identity.orgId ?? '',
    username,
    ...omitUndefined({ alias }),
    instanceUrl: noted?.instanceUrl ?? '',
    isSandbox: noted?.identity.isSandbox ?? false,
    mode: 'default',
  } as const;
  return { kind: 'noted', org: { ...org, policies: erasedPolicies(await store.audits(), org) } };
};

/** The error for an org that the sf CLI does not know, with the aliases and usernames that are nearly what was typed. */
export const unknownOrg = async (typed: string): Promise<SfError> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const aliases: { readonly [alias: string]: unknown } = (await StateAggregator.getInstance()).aliases.getAll();
  const nearest = nearestNames(
    typed,
    [
      ...new Set(
        Object.entries(aliases).flatMap(([alias, username]) => [alias, typeof username === 'string' ? username : alias])
      ),
    ],
    3
  );
  const error = elementsError('noOrgFound', [typed]);
  if (nearest.length > 0) {
    error.actions = [viewMessage('didYouMean', [nearest.map(printable).join(', ')]), ...(error.actions ?? [])];
  }
  return error;
};
