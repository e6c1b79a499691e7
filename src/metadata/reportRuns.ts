import { widenId } from '../model/salesforceId.ts';
import { describedFields } from '../org/describedFields.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { query, text } from './query.ts';

/**
 * When reports were run for the last time, by their ids; undefined in an org whose reports have no such column, so it is
 * described first. Reports that the user may not see and those that never ran are not among them. (When a report or a
 * dashboard was last viewed would be about the user of the sync alone.)
 */
export const readReportRuns = async (session: OrgSession): Promise<ReadonlyMap<string, string> | undefined> => {
  if (!(await describedFields(session, 'Report')).has('LastRunDate')) return undefined;
  const rows = await query(session, 'SELECT Id, LastRunDate FROM Report WHERE LastRunDate != null');
  return new Map(
    rows.flatMap((row) => {
      const id = widenId(text(row, 'Id'));
      const at = Date.parse(text(row, 'LastRunDate') ?? '');
      return id === undefined || Number.isNaN(at) ? [] : [[id, new Date(at).toISOString()]];
    })
  );
};
