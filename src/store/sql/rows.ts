import type { Insertable, Selectable } from 'kysely';
import type { OrgRecord, NewRun, RunRecord } from '../records.ts';
import { jsonOf, maybeJson, parsePolicies, present } from './columns.ts';
import {
  isCounts,
  isError,
  isSchedule,
  isTexts,
  isTypeOutcomes,
  maybeDate,
  oneOf,
  soundDate,
  soundJson,
} from './soundColumns.ts';
import type { OrgTable, RunTable } from './tables.ts';

export const toOrgRow = (org: OrgRecord): Insertable<OrgTable> => ({
  key: org.key,
  org_id: org.orgId,
  username: org.username,
  alias: org.alias ?? null,
  name: org.name,
  edition: org.edition,
  is_sandbox: Number(org.isSandbox),
  trial_expiration_date: org.trialExpirationDate ?? null,
  instance_url: org.instanceUrl,
  group_id: org.group,
  mode: org.mode,
  link_target: org.linkTarget,
  namespace: org.namespace ?? null,
  time_zone: org.timeZone ?? null,
  schedule: maybeJson(org.schedule),
  policies: jsonOf(org.policies),
  connected_at: org.connectedAt,
  is_marked: org.marked === true ? 1 : 0,
  disconnected_at: org.disconnectedAt ?? null,
});

/** Not the numbers: somebody may have written one that is too large for a number here. */
export const ORG_COLUMNS = [
  'key',
  'org_id',
  'username',
  'alias',
  'name',
  'edition',
  'is_sandbox',
  'trial_expiration_date',
  'instance_url',
  'group_id',
  'mode',
  'link_target',
  'namespace',
  'time_zone',
  'schedule',
  'policies',
  'connected_at',
  'is_marked',
  'disconnected_at',
] as const satisfies ReadonlyArray<keyof OrgTable>;

export const fromOrgRow = (row: Pick<Selectable<OrgTable>, (typeof ORG_COLUMNS)[number]>): OrgRecord =>
  present<OrgRecord>({
    key: row.key,
    orgId: row.org_id,
    username: row.username,
    alias: row.alias,
    name: row.name,
    edition: row.edition,
    isSandbox: row.is_sandbox === 1,
    trialExpirationDate: maybeDate(row.trial_expiration_date),
    instanceUrl: row.instance_url,
    group: row.group_id,
    mode: oneOf(['default', 'managed'], row.mode, 'default'),
    linkTarget: oneOf(['lightning', 'classic'], row.link_target, 'lightning'),
    namespace: row.namespace,
    timeZone: row.time_zone,
    schedule: soundJson(row.schedule, isSchedule, null),
    policies: parsePolicies(row.policies),
    connectedAt: soundDate(row.connected_at),
    // Any other number than that of *no* may be meant as a *yes*.
    marked: row.is_marked === 0 ? null : true,
    disconnectedAt: maybeDate(row.disconnected_at),
  });

const RUN_STATES: ReadonlyArray<RunRecord['state']> = ['running', 'succeeded', 'partial', 'failed', 'interrupted'];

const COUNTS = ['total', 'added', 'updated', 'reread', 'renamed', 'deleted', 'unchanged', 'notFetched', 'unavailable'];

const isComponentCounts = (value: unknown): boolean =>
  isCounts(value) && COUNTS.every((name) => name in (value as object));

/** What may change while a run goes on; not what the store assigns, what is fixed at the start, and the lease. */
type RunColumns = Omit<
  Insertable<RunTable>,
  'number' | 'run_id' | 'org' | 'sequence' | 'holder_host' | 'holder_pid' | 'lease_until'
>;

export const toRunRow = (run: NewRun): RunColumns => ({
  org_id: run.orgId,
  trigger: run.trigger,
  actor: run.actor,
  username: run.username,
  user_id: run.userId ?? null,
  permissions: jsonOf(run.permissions),
  api_version: run.apiVersion,
  extractor_version: run.extractorVersion,
  state: run.state,
  is_full: Number(run.full),
  scope: maybeJson(run.scope),
  started_at: run.startedAt,
  finished_at: run.finishedAt ?? null,
  error: maybeJson(run.error),
  components: maybeJson(run.components),
  types: jsonOf(run.types),
  reference_count: run.references ?? null,
  grant_count: run.grants ?? null,
  truncated: maybeJson(run.truncated),
  warnings: jsonOf(run.warnings),
  api_calls: jsonOf(run.apiCalls),
  listed: jsonOf(run.listed),
});

export const toLeaseRow = (
  run: NewRun
): Pick<Insertable<RunTable>, 'run_id' | 'holder_host' | 'holder_pid' | 'lease_until'> => ({
  run_id: run.runId,
  holder_host: run.holder.host,
  holder_pid: run.holder.pid,
  lease_until: run.leaseUntil,
});

export const fromRunRow = (row: Selectable<RunTable> & { readonly org_key: string }): RunRecord =>
  present<RunRecord>({
    runId: row.run_id,
    number: row.number,
    orgKey: row.org_key,
    orgId: row.org_id,
    trigger: oneOf(['manual', 'pipeline', 'scheduled'], row.trigger, 'manual'),
    actor: row.actor,
    username: row.username,
    userId: row.user_id,
    permissions: soundJson(row.permissions, isTexts, []),
    apiVersion: row.api_version,
    extractorVersion: row.extractor_version,
    state: oneOf(RUN_STATES, row.state, 'failed'),
    full: row.is_full === 1,
    scope: soundJson(row.scope, isTexts, null),
    startedAt: soundDate(row.started_at),
    finishedAt: maybeDate(row.finished_at),
    error: soundJson(row.error, isError, null),
    components: soundJson(row.components, isComponentCounts, null),
    types: soundJson(row.types, isTypeOutcomes, []),
    references: row.reference_count,
    grants: row.grant_count,
    truncated: soundJson(row.truncated, isTexts, null),
    warnings: soundJson(row.warnings, isTexts, []),
    apiCalls: soundJson(row.api_calls, isCounts, {}),
    listed: soundJson(row.listed, isCounts, {}),
    holder: { host: row.holder_host, pid: row.holder_pid },
    leaseUntil: soundDate(row.lease_until),
    sequence: row.sequence,
  });
