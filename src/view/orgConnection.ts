import type { IsoTime } from '../model/names/salesforceValues.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { EffectivePolicy } from '../policy/effectivePolicy.ts';
import type { CredentialState } from '../salesforce/login/loginRecord.ts';
import type { ScheduleState } from '../schedule/scheduleState.ts';
import type { OrgRecord, RunRecord, RunState, TypeOutcome } from '../store/records.ts';

/** A connected org as `--json` shows it; part of the contract. */
export type OrgConnection = {
  key: string;
  orgId: string;
  username: string;
  alias?: string;
  name: string;
  edition: string;
  isSandbox: boolean;
  /** The server alone, of what the store says. */
  instanceUrl: string;
  /** False where nothing but the store says that this is the org's address, and it is no host of Salesforce. */
  isInstanceUrlVerified: boolean;
  group: string;
  mode: 'default' | 'managed';
  linkTarget: 'lightning' | 'classic';
  namespace?: string;
  credential: CredentialState;
  policy: {
    manualSyncOnly: {
      corporate: boolean;
      org: boolean;
      effective: boolean;
      decidedBy: EffectivePolicy['decidedBy'];
      /** The sources that turn it on; absent while it is off. */
      reason?: string;
    };
  };
  schedule: ScheduleState;
  lastSync?: { runId: string; state: RunState; finishedAt?: IsoTime };
};

/** A connected org with what its model lacks, as `org display` shows it; part of the contract. */
export type OrgDetail = OrgConnection & {
  /** The sync that the model is of: all that it had to say, though later syncs do not say it again. */
  published?: { runId: string; state: RunState; finishedAt?: IsoTime; warnings: string[]; types: TypeOutcome[] };
};

export const orgDetail = (connection: OrgConnection, published: RunRecord | undefined): OrgDetail => ({
  ...connection,
  ...omitUndefined({
    published: published && {
      ...lastSync(published),
      warnings: [...published.warnings],
      types: published.types.filter(({ problem }) => problem !== undefined),
    },
  }),
});

export type { Check } from '../connections/preflight/facts.ts';

/** `lastRun` is the newest run, whatever became of it. */
export const orgConnection = (known: {
  /** With its address as it may be shown. */
  readonly org: OrgRecord;
  readonly isInstanceUrlVerified: boolean;
  readonly manualSyncOnly: EffectivePolicy;
  /** Who turns Manual Sync Only on, as a person reads it. */
  readonly reason: string;
  readonly credential: CredentialState;
  readonly schedule: ScheduleState;
  readonly lastRun?: RunRecord | undefined;
}): OrgConnection => {
  const { org, manualSyncOnly, lastRun } = known;
  return {
    key: org.key,
    orgId: org.orgId,
    username: org.username,
    ...omitUndefined({ alias: org.alias }),
    name: org.name,
    edition: org.edition,
    isSandbox: org.isSandbox,
    instanceUrl: org.instanceUrl,
    isInstanceUrlVerified: known.isInstanceUrlVerified,
    group: org.group,
    mode: org.mode,
    linkTarget: org.linkTarget,
    ...omitUndefined({ namespace: org.namespace }),
    credential: known.credential,
    policy: {
      manualSyncOnly: {
        corporate: manualSyncOnly.corporate ?? false,
        org: manualSyncOnly.org ?? false,
        effective: manualSyncOnly.effective,
        decidedBy: manualSyncOnly.decidedBy,
        ...omitUndefined({ reason: manualSyncOnly.effective ? known.reason : undefined }),
      },
    },
    schedule: { ...known.schedule },
    ...omitUndefined({ lastSync: lastRun && lastSync(lastRun) }),
  };
};

const lastSync = (run: RunRecord): NonNullable<OrgConnection['lastSync']> => ({
  runId: run.runId,
  state: run.state,
  ...omitUndefined({ finishedAt: run.finishedAt }),
});
