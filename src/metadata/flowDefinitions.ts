import { widenId } from '../model/salesforceId.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { query, text } from './query.ts';

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
