import type { PolicyReadings } from '../../policy/readPolicies.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import type { EffectivePolicy } from '../../policy/effectivePolicy.ts';
import type { Marker } from '../../policy/guard.ts';
import type { OrgRecord, RunRecord } from '../../store/records.ts';
import { orgConnection, type OrgConnection } from '../../view/orgConnection.ts';
import { policyView, type PolicyView } from '../../view/policyView.ts';
import type { BackendView } from '../backend/openBackend.ts';

/**
 * A connected org with what its policies, its login and its runs say at this moment. Asks no org anything. `marked` is what
 * the org itself has just said of its marker, where that is more than its record remembers.
 */
export const describeOrg = async (
  backend: BackendView,
  readings: PolicyReadings,
  org: OrgRecord,
  marked: Marker | undefined = org.marked
): Promise<OrgConnection> => {
  const [{ policyFor, whoDecides }, { credentialState }, { scheduleState }, { isTrustedAddress }, { shownAddress }] =
    await Promise.all([
      import('../../policy/createGuard.ts'),
      import('../../salesforce/login/storedLogin.ts'),
      import('../../schedule/scheduleState.ts'),
      import('../../salesforce/login/orgAddress.ts'),
      import('../../salesforce/transport/salesforceHost.ts'),
    ]);
  const manualSyncOnly: EffectivePolicy = policyFor(
    'manual-sync-only',
    { ...org, ...omitUndefined({ marked }) },
    readings
  );
  const [credential, [lastRun], isInstanceUrlVerified] = await Promise.all([
    credentialState(org.username),
    seenRuns(backend, org.key, { limit: 1 }),
    isTrustedAddress(org, { environment: process.env }),
  ]);
  const schedule = scheduleState(org, manualSyncOnly.effective, new Date());
  return orgConnection({
    org: { ...org, instanceUrl: shownAddress(org.instanceUrl) },
    isInstanceUrlVerified,
    manualSyncOnly,
    reason: whoDecides(manualSyncOnly),
    credential,
    schedule,
    lastRun,
  });
};

/** Past runs, newest first; one whose process died is shown as interrupted. */
export const seenRuns = async (
  backend: BackendView,
  orgKey: string,
  options: { readonly limit?: number } = {}
): Promise<RunRecord[]> => {
  const [{ asSeen }, { isHolderAlive }] = await Promise.all([
    import('../../engine/runState.ts'),
    import('../../engine/systemCollaborators.ts'),
  ]);
  return (await backend.store.runs(orgKey, options)).map((run) => asSeen(run, isHolderAlive, new Date()));
};

/** All policies as the readings say, for an org or for the corporation alone. */
export const describePolicies = async (readings: PolicyReadings, org: OrgRecord | undefined): Promise<PolicyView[]> => {
  const [{ POLICY_NAMES }, { policyFor }, { effectivePolicy }, { corporateSources }, { featuresOff }] =
    await Promise.all([
      import('../../policy/policies.ts'),
      import('../../policy/createGuard.ts'),
      import('../../policy/effectivePolicy.ts'),
      import('../../policy/readPolicies.ts'),
      import('../../policy/actions.ts'),
    ]);
  return POLICY_NAMES.map((name) => {
    const policy =
      org === undefined ? effectivePolicy(name, corporateSources(name, readings)) : policyFor(name, org, readings);
    return policyView(policy, featuresOff(policy));
  });
};
