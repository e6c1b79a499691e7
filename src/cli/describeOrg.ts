import type { EffectivePolicy } from '../policy/effectivePolicy.ts';
import type { PolicyReading } from '../policy/corporatePolicy.ts';
import type { OrgRecord, RunRecord } from '../store/records.ts';
import { orgConnection, type OrgConnection } from '../view/orgConnection.ts';
import { systemParts } from './systemParts.ts';
import type { OpenBackend } from './withBackend.ts';

/** A connected org with what its policies, its login and its runs say at this moment. Asks no org anything. */
export const describeOrg = async (
  backend: OpenBackend,
  readings: readonly PolicyReading[],
  org: OrgRecord
): Promise<OrgConnection> => {
  const [{ policyFor, whoDecides }, { credentialState }, { scheduleState }] = await Promise.all([
    import('../policy/createGuard.ts'),
    import('../org/credential.ts'),
    import('../schedule/scheduleState.ts'),
  ]);
  const manualSyncOnly: EffectivePolicy = policyFor('manual-sync-only', org, readings);
  const [credential, [lastRun]] = await Promise.all([
    credentialState(org.username),
    seenRuns(backend, org.key, { limit: 1 }),
  ]);
  const schedule = scheduleState(org, manualSyncOnly.effective, new Date());
  return orgConnection({ org, manualSyncOnly, reason: whoDecides(manualSyncOnly), credential, schedule, lastRun });
};

/** Past runs, newest first; one whose process died is shown as interrupted. */
export const seenRuns = async (
  backend: OpenBackend,
  orgKey: string,
  options: { readonly limit?: number } = {}
): Promise<RunRecord[]> => {
  const { asSeen } = await import('../sync/runView.ts');
  const { clock, process } = await systemParts(backend);
  return (await backend.store.runs(orgKey, options)).map((run) =>
    asSeen(run, (holder) => process.isAlive(holder), clock.now())
  );
};
