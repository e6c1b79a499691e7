import { authorize, type Authority, guarded } from '../engine/authorize.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { changePolicyFile } from '../policy/changePolicyFile.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { PolicyReadings } from '../policy/readPolicies.ts';
import { policyFor, refuseWeakening } from '../policy/createGuard.ts';
import { isRead } from '../policy/effectivePolicy.ts';
import type { PolicyValues } from '../policy/policies.ts';
import { MALFORMED } from '../model/malformedPolicies.ts';
import type { OrgRecord } from '../store/records.ts';
import { auditAndFollow, checkAudit, keepAudit, nothing, savePolicies } from './readBack.ts';

type Setting = {
  readonly values: PolicyValues;
  readonly actor: string;
  /** Program and machine. */
  readonly from: string;
};

/**
 * Sets an org's own policies. Allowed while a sync of it runs: that one finishes with the token in its memory. Turning
 * off what the corporation turns on is refused. Throws where the store did not keep what was set. `follow` is what the
 * policy in force entails; that is done even where the store does not keep the audit record, which is thrown then.
 */
export const setOrgPolicy = async (
  request: Setting & { readonly org: OrgRecord; readonly readings: PolicyReadings },
  authority: Authority,
  follow: (stored: OrgRecord) => Promise<void> = nothing
): Promise<OrgRecord> => {
  const { org, values, actor, readings, from } = request;
  const { store, clock } = authority;
  await authorize({ action: 'change an org', org: guarded(org), actor }, authority, () =>
    refuseWeakening(values, org, readings)
  );
  let before = org.policies;
  const stored = await savePolicies(
    org,
    (current) => {
      if (current === undefined) return undefined;
      before = current.policies;
      return { ...current, policies: setIn(before, values) };
    },
    store
  );
  const record = {
    at: clock.now().toISOString(),
    actor,
    from,
    orgKey: org.key,
    action: 'policy set',
    detail: { org: orgLabel(org), before, after: setIn(before, values) },
  };
  await keepAudit(record, store, () => follow(stored));
  return stored;
};

/**
 * Sets corporate policies in a file. The guard's `corporate admin` must be who may write that very file. `follow` is as
 * for an org's own policy.
 */
export const setCorporatePolicy = async (
  request: Setting & { readonly file: string },
  authority: Authority,
  follow: () => Promise<void> = nothing
): Promise<void> => {
  const { file, values, actor, from } = request;
  const { store, clock } = authority;
  await authorize({ action: 'set corporate policy', org: { name: file, policies: {} }, actor }, authority);
  const { before } = await changePolicyFile(file, values);
  const record = {
    at: clock.now().toISOString(),
    actor,
    from,
    action: 'corporate policy set',
    detail: { file, before: { ...before }, after: { ...before, ...values } },
  };
  const audit = async (): Promise<void> => {
    // The policy is in force: a store that may only be read must not make that look like a failure.
    const isWritten = await store.audit(record).then(
      () => true,
      () => false
    );
    if (isWritten) await checkAudit(record, store);
  };
  await auditAndFollow(audit, follow);
};

/** The orgs for which Manual Sync Only is in force by one set of readings and not by the other. */
export const orgsComingUnder = (
  orgs: readonly OrgRecord[],
  before: PolicyReadings,
  after: PolicyReadings
): OrgRecord[] => orgs.filter((org) => !isManual(org, before) && isManual(org, after));

/** Whether a policy that could be read says so: only then stored logins are removed. */
export const isReadManual = (
  org: Pick<OrgRecord, 'policies' | 'marked' | 'orgId'>,
  readings: PolicyReadings
): boolean => isRead(policyFor('manual-sync-only', org, readings));

export const isManual = (org: Pick<OrgRecord, 'policies' | 'marked' | 'orgId'>, readings: PolicyReadings): boolean =>
  policyFor('manual-sync-only', org, readings).effective;

/** Who sets Manual Sync Only says what was not understood before. */
export const setIn = (policies: OrgRecord['policies'], values: PolicyValues): OrgRecord['policies'] => {
  const { [MALFORMED]: malformed, ...kept } = policies;
  const isSaid = values['manual-sync-only'] !== undefined;
  return { ...kept, ...(malformed && !isSaid ? { [MALFORMED]: true } : {}), ...omitUndefined(values) };
};
