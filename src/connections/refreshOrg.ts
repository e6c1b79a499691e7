import type { Collaborators, SyncRequest } from '../engine/contract.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import { elementsError } from '../errors.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { Identity } from '../salesforce/calls/identity.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import type { OrgRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { afterRefresh, checkSameOrg, type FoundOrg } from './sameOrg.ts';

/** Keeps what the store says of an org as the org says it now: its name, edition and address may change over time. */
export const refreshOrg = async (
  store: Pick<Store, 'org' | 'changeOrg'>,
  key: string,
  { name, edition, namespace }: Identity,
  { instanceUrl }: Pick<OrgSession, 'instanceUrl'>
): Promise<void> => {
  const isSame = (org: OrgRecord | undefined): boolean =>
    org?.name === name && org.edition === edition && org.instanceUrl === instanceUrl && org.namespace === namespace;
  if (isSame(await store.org(key))) return;
  await store.changeOrg(key, (current) => {
    if (current === undefined) return undefined;
    const { namespace: _former, ...kept } = current;
    return { ...kept, name, edition, instanceUrl, ...omitUndefined({ namespace }) };
  });
};

/**
 * Lets the sync go on with the org that the session has led to: the record's own, or what a refresh made of its sandbox,
 * if a person agreed to that. Then the record, with its policy, schedule and group, is about the new org from now on.
 */
export const adoptRefreshedSandbox = async (
  { org, actor, acceptRefresh = false }: SyncRequest,
  found: FoundOrg,
  { store, clock, process }: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<void> => {
  if (checkSameOrg(org, found, acceptRefresh) === 'same') return;
  const { orgId } = found.identity;
  const other = (await store.orgs({ all: true })).find((one) => one.orgId === orgId && one.key !== org.key);
  // It is connected by itself already: two records can't become one.
  if (other !== undefined) throw elementsError('orgMismatch', [orgLabel(org), orgId, org.orgId]);
  await store.changeOrg(org.key, (current) => current && afterRefresh(current, found));
  await store.audit({
    at: clock.now().toISOString(),
    actor,
    from: `sync on ${hostOf(process.holder)}`,
    orgKey: org.key,
    action: 'sandbox refreshed',
    detail: { orgId, formerOrgId: org.orgId, username: found.username },
  });
};
