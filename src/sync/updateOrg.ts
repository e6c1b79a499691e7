import { elementsError } from '../errors.ts';
import type { PolicyReading } from '../policy/corporatePolicy.ts';
import { policyFor, whoDecides } from '../policy/createGuard.ts';
import type { OrgRecord } from '../store/records.ts';
import type { Collaborators } from './contract.ts';
import { checkNotSyncing } from './checkNotSyncing.ts';

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
  collaborators: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<OrgRecord> => {
  const { org, settings } = request;
  const { store, clock, process } = collaborators;
  const policy = policyFor('manual-sync-only', org, request.corporate);
  if (settings.manualSyncOnly === false && policy.corporate === true) {
    throw elementsError('corporatePolicy', [policy.name, whoDecides(policy)]);
  }
  await checkNotSyncing(org, collaborators);
  const updated: OrgRecord = {
    ...org,
    ...(settings.linkTarget === undefined ? {} : { linkTarget: settings.linkTarget }),
    policies: {
      ...org.policies,
      ...(settings.manualSyncOnly === undefined ? {} : { [policy.name]: settings.manualSyncOnly }),
    },
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
