import type { FlowVersion } from '../model/flowVersions.ts';
import { widenId } from '../model/salesforceId.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { query, text } from './query.ts';

/**
 * All versions of flows by the id of their definition: a zip holds one of them and does not say which. Columns of the
 * Tooling API's Flow; in one query, because FlowVersionView gives nothing unless it is asked flow by flow.
 */
export const readFlowVersions = async (session: OrgSession): Promise<ReadonlyMap<string, readonly FlowVersion[]>> => {
  const rows = await query(session, 'SELECT Id, DefinitionId, VersionNumber, Status, MasterLabel FROM Flow', 'tooling');
  const versions = new Map<string, FlowVersion[]>();
  for (const row of rows) {
    const id = widenId(text(row, 'Id'));
    const definitionId = widenId(text(row, 'DefinitionId'));
    const number = row['VersionNumber'];
    const status = text(row, 'Status');
    if (!id || !definitionId || typeof number !== 'number' || !status) continue;
    const own = versions.get(definitionId) ?? [];
    versions.set(definitionId, own);
    own.push({ id, number, status, label: text(row, 'MasterLabel') });
  }
  return versions;
};
