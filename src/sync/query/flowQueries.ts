import type { FlowVersion } from '../../model/compare/flowVersions.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { query, text } from '../../salesforce/calls/query.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';

/** A flow with all its versions, as FlowDefinitionView has it. */
export type FlowDefinition = {
  /** Of the Flow that a listing names. */
  readonly fullName: string;
  /** Of the FlowDefinition, which is what permissions name; a listing gives a flow the id of a version. */
  readonly id?: string;
  readonly active: boolean;
  /** Ids of versions; of packaged flows they may be names. */
  readonly activeVersionId?: string;
  readonly latestVersionId?: string;
  readonly label?: string;
  readonly description?: string;
  /** What its publisher calls the package that installed it. */
  readonly packageName?: string;
};

/** Columns of FlowDefinitionView as in the Object Reference (data API, not Tooling). */
export const readFlowDefinitions = async (session: OrgSession): Promise<FlowDefinition[]> => {
  const rows = await query(
    session,
    'SELECT DurableId, ApiName, NamespacePrefix, IsActive, ActiveVersionId, LatestVersionId, Label, Description, InstalledPackageName FROM FlowDefinitionView'
  );
  return rows.flatMap((row) => {
    const apiName = text(row, 'ApiName');
    if (apiName === undefined) return [];
    const namespace = text(row, 'NamespacePrefix');
    return [
      {
        fullName:
          namespace === undefined || apiName.startsWith(`${namespace}__`) ? apiName : `${namespace}__${apiName}`,
        active: row['IsActive'] === true,
        ...given({
          id: widenId(text(row, 'DurableId')),
          activeVersionId: text(row, 'ActiveVersionId'),
          latestVersionId: text(row, 'LatestVersionId'),
          label: text(row, 'Label'),
          description: text(row, 'Description'),
          packageName: text(row, 'InstalledPackageName'),
        }),
      },
    ];
  });
};

const given = <T extends { readonly [name: string]: string | undefined }>(
  values: T
): { readonly [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string };

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
