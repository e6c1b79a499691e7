import { widenId } from '../../model/names/salesforceValues.ts';
import { describedFields } from '../../salesforce/calls/identity.ts';
import { query, text, parentRow } from '../../salesforce/calls/query.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { Question } from './question.ts';

/** When each report was run for the last time. */
export const reportRuns: Question<ReadonlyMap<string, string>> = {
  name: 'When reports were run',
  type: 'Report',
  asked: 'with type',
  read: ({ session }) => readReportRuns(session),
  facts: (runs) => [
    {
      // A report that the user does not see any more was run as before; none loses its last run.
      names: ['lastRun'],
      isAbout: ({ type }) => type === 'Report',
      say: ({ id }) => {
        const lastRun = runs?.get(id ?? '');
        return lastRun === undefined ? undefined : { facts: { lastRun } };
      },
    },
  ],
};

/** What installed packages are called: a fact of their components, and the label of the packages themselves. */
export const packageNames: Question<ReadonlyMap<string, string>> = {
  name: 'The names of packages',
  type: 'InstalledPackage',
  asked: 'with type',
  read: ({ session }) => readPackageNames(session),
  facts: (names) => [
    {
      names: ['package'],
      isAbout: ({ type, namespace }) => namespace !== undefined && type !== 'InstalledPackage',
      say: ({ namespace }) => {
        const name = names?.get(namespace ?? '');
        return name === undefined ? undefined : { facts: { package: name } };
      },
    },
    {
      // Its full name is the namespace.
      names: [],
      isAbout: ({ type }) => type === 'InstalledPackage',
      say: ({ fullName }) => {
        const label = names?.get(fullName);
        return label === undefined ? undefined : { facts: {}, label };
      },
    },
  ],
};

/**
 * When reports were run for the last time, by their ids; undefined in an org whose reports have no such column, so it is
 * described first. Reports that the user may not see and those that never ran are not among them. (When a report or a
 * dashboard was last viewed would be about the user of the sync alone.)
 */
const readReportRuns = async (session: OrgSession): Promise<ReadonlyMap<string, string> | undefined> => {
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
const readPackageNames = async (session: OrgSession): Promise<ReadonlyMap<string, string>> => {
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
