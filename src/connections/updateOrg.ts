import { authorize, guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { checkNotSyncing } from '../engine/runState.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { PolicyReadings } from '../policy/readPolicies.ts';
import { refuseWeakening } from '../policy/createGuard.ts';
import type { PolicyValues } from '../policy/policies.ts';
import { chooseSchedule, type ScheduleWish } from '../schedule/chooseSchedule.ts';
import { setIn } from './setPolicy.ts';
import type { OrgRecord } from '../store/records.ts';
import { keepAudit, nothing, savePolicies } from './readBack.ts';

export type OrgSettings = {
  readonly manualSyncOnly?: boolean;
  readonly linkTarget?: OrgRecord['linkTarget'];
  readonly mode?: OrgRecord['mode'];
  readonly schedule?: ScheduleWish;
};

/**
 * Changes the settings of a connected org; nothing is asked of the org itself. `follow` is what the change entails; that is
 * done even where the store does not keep the audit record, which is thrown then.
 */
export const updateOrg = async (
  request: {
    readonly org: OrgRecord;
    readonly settings: OrgSettings;
    readonly actor: string;
    readonly readings: PolicyReadings;
    /** Where this machine is, for a schedule of an org that does not say where its user is. */
    readonly timezone: string;
  },
  collaborators: Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>,
  follow: (stored: OrgRecord) => Promise<void> = nothing
): Promise<OrgRecord> => {
  const { org, settings } = request;
  const { store, clock, process } = collaborators;
  const values: PolicyValues =
    settings.manualSyncOnly === undefined ? {} : { 'manual-sync-only': settings.manualSyncOnly };
  await authorize({ action: 'change an org', org: guarded(org), actor: request.actor }, collaborators, () =>
    refuseWeakening(values, org, request.readings)
  );
  await checkNotSyncing(org, collaborators);
  const now = clock.now();
  let before = org;
  const stored = await savePolicies(
    org,
    (current) => {
      if (current === undefined) return undefined;
      before = current;
      const { schedule: former, ...unscheduled } = current;
      const timezone = current.timeZone ?? request.timezone;
      const schedule = chooseSchedule(settings.schedule ?? {}, { former, draw: false, timezone, now });
      return {
        ...unscheduled,
        ...omitUndefined({ schedule, linkTarget: settings.linkTarget, mode: settings.mode }),
        policies: setIn(current.policies, values),
      };
    },
    store
  );
  const record = {
    at: now.toISOString(),
    actor: request.actor,
    from: `org update on ${hostOf(process.holder)}`,
    orgKey: org.key,
    action: settings.manualSyncOnly === undefined ? 'org updated' : 'policy set',
    detail: {
      ...omitUndefined({ ...settings, schedule: stored.schedule ?? 'off' }),
      before: {
        linkTarget: before.linkTarget,
        mode: before.mode,
        policies: before.policies,
        schedule: before.schedule ?? 'off',
      },
    },
  };
  await keepAudit(record, store, () => follow(stored));
  return stored;
};
