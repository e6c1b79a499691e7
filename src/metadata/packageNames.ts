import type { OrgSession } from '../org/orgSession.ts';
import { parentRow, query, text } from './query.ts';

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
