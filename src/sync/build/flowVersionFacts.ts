import {
  DOCUMENT_FACTS,
  documentFacts,
  versionFacts,
  VERSION_FACTS,
  type FlowDocument,
  type FlowVersion,
  type FlowVersions,
} from '../../model/compare/flowVersions.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import type { Store } from '../../store/store.ts';
import type { FlowDefinition } from '../query/flowQueries.ts';
import type { QueryResults } from '../query/queryOrg.ts';
import type { LookUp } from './assemble.ts';
import type { Facts } from './facts.ts';
import { storedDocuments } from './relations.ts';

/** Documents read at once. */
const DOCUMENTS_AT_ONCE = 500;

type Input = {
  readonly seen: readonly ComponentVersion[];
  readonly lookUp: LookUp;
  readonly asked: QueryResults;
  readonly store: Pick<Store, 'storedDocuments'>;
};

type Compared = { readonly version: ComponentVersion; readonly versions: FlowVersions };

/** What is known of each flow's versions, and which of them its document is. Flows without documents have no such one. */
export const flowVersionFacts = async ({
  seen,
  lookUp,
  asked: { flows, flowVersions },
  store,
}: Input): Promise<ReadonlyMap<ComponentKey, Facts>> => {
  const facts = new Map<ComponentKey, Facts>();
  if (!flows || !flowVersions) return facts;
  const definitions = new Map(flows.map((flow) => [componentKey({ type: 'Flow', fullName: flow.fullName }), flow]));
  const compared: Compared[] = [];
  for (const version of seen) {
    const definition = version.type === 'Flow' ? definitions.get(componentKey(version)) : undefined;
    const all = flowVersions.get(definition?.id ?? '');
    if (!definition || !all) continue;
    const versions = versionsOf(definition, all);
    const own = versionFacts(versions);
    const before = comparedBefore(version, own, lookUp(version));
    facts.set(componentKey(version), { ...own, ...before });
    if (version.origin && !before) compared.push({ version, versions });
  }
  for (let start = 0; start < compared.length; start += DOCUMENTS_AT_ONCE) {
    const slice = compared.slice(start, start + DOCUMENTS_AT_ONCE);
    const documents = await documentsOf(slice, store);
    for (const { version, versions } of slice) {
      const document = documents.get(version.origin?.documentHash ?? '');
      const key = componentKey(version);
      if (document) facts.set(key, { ...facts.get(key), ...documentFacts(document, versions) });
    }
  }
  return facts;
};

/** What the same document was found to be among the same versions. */
const comparedBefore = (
  { origin }: ComponentVersion,
  own: Facts,
  known: KnownComponent | undefined
): Facts | undefined => {
  const before = known?.facts;
  if (!before || known.origin?.documentHash !== origin?.documentHash) return undefined;
  if (VERSION_FACTS.some((name) => before[name] !== own[name])) return undefined;
  if (typeof before['documentVersionNumber'] !== 'number') return undefined;
  return Object.fromEntries(Object.entries(before).filter(([name]) => DOCUMENT_FACTS.some((fact) => fact === name)));
};

const versionsOf = (
  { activeVersionId, latestVersionId }: FlowDefinition,
  all: readonly FlowVersion[]
): FlowVersions => {
  const find = (id: string | undefined): FlowVersion | undefined => {
    const wanted = widenId(id);
    return wanted === undefined ? undefined : all.find((version) => version.id === wanted);
  };
  return { active: find(activeVersionId), latest: find(latestVersionId), all };
};

const documentsOf = async (
  compared: readonly Compared[],
  store: Pick<Store, 'storedDocuments'>
): Promise<ReadonlyMap<string, FlowDocument>> => {
  const origins = compared.flatMap(({ version: { origin, path } }) =>
    origin ? [{ path: path ?? '', hash: origin.documentHash, extractorVersion: origin.extractorVersion }] : []
  );
  const stored = await storedDocuments(store, origins);
  return new Map(
    stored.map(({ hash, components: [flow] }) => {
      const status = flow?.attributes['status'];
      return [hash, { status: typeof status === 'string' ? status : undefined, label: flow?.label }];
    })
  );
};
