import type { PolicyReading } from '../policy/corporatePolicy.ts';
import type { PolicyValues } from '../policy/policyName.ts';
import { refuseWeakening } from '../policy/refuseWeakening.ts';
import type { OrgRecord } from '../store/records.ts';
import { authorize } from './authorize.ts';
import type { Collaborators } from './contract.ts';
import { checkNotSyncing } from './checkNotSyncing.ts';
import { guarded } from './refuse.ts';

export type OrgSettings = {
  readonly manualSyncOnly?: boolean;
  readonly linkTarget?: OrgRecord['linkTarget'];
};

/** Changes the settings of a connected org; nothing is asked of the org itself. */
export const updateOrg = async (
  request: {
    readonly org: OrgRecord;
    readonly settings: OrgSettings;
    readonly actor: string;
    readonly corporate: readonly PolicyReading[];
  },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>
): Promise<OrgRecord> => {
  const { org, settings } = request;
  const { store, clock, process } = collaborators;
  const values: PolicyValues =
    settings.manualSyncOnly === undefined ? {} : { 'manual-sync-only': settings.manualSyncOnly };
  await authorize({ action: 'change an org', org: guarded(org), actor: request.actor }, collaborators, () =>
    refuseWeakening(values, org, request.corporate)
  );
  await checkNotSyncing(org, collaborators);
  const updated: OrgRecord = {
    ...org,
    ...(settings.linkTarget === undefined ? {} : { linkTarget: settings.linkTarget }),
    policies: { ...org.policies, ...values },
  };
  await store.saveOrg(updated);
  await store.audit({
    at: clock.now().toISOString(),
    actor: request.actor,
    from: `org update on ${process.holder.host}`,
    orgKey: org.key,
    action: settings.manualSyncOnly === undefined ? 'org updated' : 'policy set',
    detail: { ...settings, before: { linkTarget: org.linkTarget, policies: org.policies } },
  });
  return updated;
};
