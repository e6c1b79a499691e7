import { componentKey, type ComponentKey } from '../model/componentName.ts';
import type { JsonValue } from '../model/extraction.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { query, text } from './query.ts';

/**
 * Which version of each flow is active and which is the latest: the zip does not say, and activating another version
 * need not move the flow's date. Columns of FlowDefinitionView as in the Object Reference (data API, not Tooling).
 */
export const readFlowFacts = async (
  session: OrgSession
): Promise<ReadonlyMap<ComponentKey, { readonly [name: string]: JsonValue }>> => {
  const rows = await query(
    session,
    'SELECT DurableId, ApiName, NamespacePrefix, IsActive, ActiveVersionId, LatestVersionId FROM FlowDefinitionView'
  );
  return new Map(
    rows.flatMap((row) => {
      const apiName = text(row, 'ApiName');
      if (apiName === undefined) return [];
      const namespace = text(row, 'NamespacePrefix');
      const fullName =
        namespace === undefined || apiName.startsWith(`${namespace}__`) ? apiName : `${namespace}__${apiName}`;
      const active = text(row, 'ActiveVersionId');
      const latest = text(row, 'LatestVersionId');
      const facts = {
        active: row['IsActive'] === true,
        ...(active === undefined ? {} : { activeVersionId: active }),
        ...(latest === undefined ? {} : { latestVersionId: latest }),
      };
      return [[componentKey({ type: 'Flow', fullName }), facts]];
    })
  );
};
