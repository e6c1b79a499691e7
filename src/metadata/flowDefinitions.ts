import type { OrgSession } from '../org/orgSession.ts';
import { widenId } from '../model/salesforceId.ts';
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
};

/** Columns of FlowDefinitionView as in the Object Reference (data API, not Tooling). */
export const readFlowDefinitions = async (session: OrgSession): Promise<FlowDefinition[]> => {
  const rows = await query(
    session,
    'SELECT DurableId, ApiName, NamespacePrefix, IsActive, ActiveVersionId, LatestVersionId FROM FlowDefinitionView'
  );
  return rows.flatMap((row) => {
    const apiName = text(row, 'ApiName');
    if (apiName === undefined) return [];
    const namespace = text(row, 'NamespacePrefix');
    const id = widenId(text(row, 'DurableId'));
    const active = text(row, 'ActiveVersionId');
    const latest = text(row, 'LatestVersionId');
    return [
      {
        fullName:
          namespace === undefined || apiName.startsWith(`${namespace}__`) ? apiName : `${namespace}__${apiName}`,
        ...(id === undefined ? {} : { id }),
        active: row['IsActive'] === true,
        ...(active === undefined ? {} : { activeVersionId: active }),
        ...(latest === undefined ? {} : { latestVersionId: latest }),
      },
    ];
  });
};
