import type { Insertable, Selectable } from 'kysely';
import type { OrgRecord, NewRun, RunRecord } from '../records.ts';
import { jsonOf, maybeJson, parseJson, parseMaybe, parsePolicies, present } from './columns.ts';
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

export const fromOrgRow = (row: Selectable<OrgTable>): OrgRecord =>
  present<OrgRecord>({
    key: row.key,
    orgId: row.org_id,
    username: row.username,
    alias: row.alias,
    name: row.name,
    edition: row.edition,
    isSandbox: row.is_sandbox === 1,
    trialExpirationDate: row.trial_expiration_date,
    instanceUrl: row.instance_url,
    group: row.group_id,
    mode: row.mode as OrgRecord['mode'],
    linkTarget: row.link_target as OrgRecord['linkTarget'],
    namespace: row.namespace,
    timeZone: row.time_zone,
    schedule: parseMaybe(row.schedule),
    policies: parsePolicies(row.policies),
    connectedAt: row.connected_at,
    marked: row.is_marked === 1 ? true : null,
    disconnectedAt: row.disconnected_at,
  });

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
    trigger: row.trigger as RunRecord['trigger'],
    actor: row.actor,
    username: row.username,
    userId: row.user_id,
    permissions: parseJson(row.permissions),
    apiVersion: row.api_version,
    extractorVersion: row.extractor_version,
    state: row.state as RunRecord['state'],
    full: row.is_full === 1,
    scope: parseMaybe(row.scope),
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    error: parseMaybe(row.error),
    components: parseMaybe(row.components),
    types: parseJson(row.types),
    references: row.reference_count,
    grants: row.grant_count,
    truncated: parseMaybe(row.truncated),
    warnings: parseJson(row.warnings),
    apiCalls: parseJson(row.api_calls),
    listed: parseJson(row.listed),
    holder: { host: row.holder_host, pid: row.holder_pid },
    leaseUntil: row.lease_until,
    sequence: row.sequence,
  });
