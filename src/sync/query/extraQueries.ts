import { widenId } from '../../model/names/salesforceValues.ts';
import { describedFields } from '../../salesforce/calls/identity.ts';
import { query, text, parentRow } from '../../salesforce/calls/query.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';

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

/**
 * What publishers call their installed packages, by namespace: documents and listings know the namespace alone. The
 * packages themselves can only be asked for through InstalledSubscriberPackage (Tooling API).
 */
export const readPackageNames = async (session: OrgSession): Promise<ReadonlyMap<string, string>> => {
  const rows = await query(
    session,
    'SELECT SubscriberPackage.Name, SubscriberPackage.NamespacePrefix FROM InstalledSubscriberPackage',
    'tooling'
  );
  return new Map(
    rows.flatMap((row) => {
      const installed = parentRow(row, 'SubscriberPackage');
      const namespace = installed && text(installed, 'NamespacePrefix');
      const name = installed && text(installed, 'Name');
      return namespace === undefined || name === undefined ? [] : [[namespace, name]];
    })
  );
};
