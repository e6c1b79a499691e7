import type { Insertable, Selectable } from 'kysely';
import type { OrgRecord } from '../records.ts';
import { jsonOf, maybeJson, parseJson, parseMaybe, present } from './columns.ts';
import type { OrgTable } from './tables.ts';

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
    policies: parseJson(row.policies),
    connectedAt: row.connected_at,
    marked: row.is_marked === 1 ? true : null,
    disconnectedAt: row.disconnected_at,
  });
