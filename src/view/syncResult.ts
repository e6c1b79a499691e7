import type { IsoTime } from '../model/names/salesforceValues.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { ComponentCounts, RunRecord, RunState, Trigger, TypeOutcome } from '../store/records.ts';

/** A sync run as `--json` shows it; part of the contract. */
export type SyncResult = {
  runId: string;
  orgId: string;
  username: string;
  apiVersion: string;
  state: RunState;
  trigger: Trigger;
  actor: string;
  full: boolean;
  scope?: string[];
  startedAt: IsoTime;
  finishedAt?: IsoTime;
  durationMs?: number;
  error?: { name: string; message: string };
  components: ComponentCounts;
  types: TypeOutcome[];
  references?: number;
  grants?: number;
  truncated?: string[];
  apiCalls: { total: number; byOperation: Record<string, number> };
  backends: Array<{ url: string; kind: 'store' | 'sink'; state: 'published' | 'pending'; problem?: string }>;
};

export const NO_COMPONENTS: ComponentCounts = {
  total: 0,
  added: 0,
  updated: 0,
  reread: 0,
  renamed: 0,
  deleted: 0,
  unchanged: 0,
  notFetched: 0,
  unavailable: 0,
};

/** `storeUrl` as it may be shown. A run that published nothing has no backends. */
export const syncResult = (run: RunRecord, storeUrl: string): SyncResult => ({
  runId: run.runId,
  orgId: run.orgId,
  username: run.username,
  apiVersion: run.apiVersion,
  state: run.state,
  trigger: run.trigger,
  actor: run.actor,
  full: run.full,
  ...omitUndefined({ scope: run.scope && [...run.scope] }),
  startedAt: run.startedAt,
  ...(run.finishedAt === undefined
    ? {}
    : { finishedAt: run.finishedAt, durationMs: Date.parse(run.finishedAt) - Date.parse(run.startedAt) }),
  ...omitUndefined({ error: run.error && { ...run.error } }),
  components: { ...(run.components ?? NO_COMPONENTS) },
  types: run.types.map((outcome) => ({ ...outcome })),
  ...omitUndefined({
    references: run.references,
    grants: run.grants,
    truncated: run.truncated?.length ? [...run.truncated] : undefined,
  }),
  apiCalls: {
    total: Object.values(run.apiCalls).reduce((total, calls) => total + calls, 0),
    byOperation: { ...run.apiCalls },
  },
  backends: run.sequence === undefined ? [] : [{ url: storeUrl, kind: 'store', state: 'published' }],
});
