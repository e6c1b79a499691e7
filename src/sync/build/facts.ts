import { DOCUMENT_FACTS, VERSION_FACTS } from '../../model/compare/flowVersions.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import type { JsonValue } from '../../model/extraction.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import type { FlowDefinition } from '../query/flowQueries.ts';
import type { QueryResults } from '../query/queryOrg.ts';
import type { LookUp } from './assemble.ts';

/** What was asked, as facts of components. */
export const factSources = (
  { flows, reportRuns, packageNames }: QueryResults,
  flowVersions: ReadonlyMap<ComponentKey, Facts>
): FactSource[] => {
  const definitions = new Map(
    flows?.map((flow) => [componentKey({ type: 'Flow', fullName: flow.fullName }), flow] as const)
  );
  return [
    {
      names: ['active', 'activeVersionId', 'latestVersionId', 'package'],
      isAbout: ({ type }) => type === 'Flow',
      say: (version) => {
        const definition = definitions.get(componentKey(version));
        if (!definition) return undefined;
        const { label, description } = definition;
        return { facts: definitionFacts(definition), ...(version.origin ? {} : { label, description }) };
      },
    },
    {
      names: [...VERSION_FACTS, ...DOCUMENT_FACTS],
      isAbout: ({ type }) => type === 'Flow',
      say: (version) => {
        const facts = flowVersions.get(componentKey(version));
        return facts && { facts };
      },
    },
    {
      // A report that the user does not see any more was run as before; none loses its last run.
      names: ['lastRun'],
      isAbout: ({ type }) => type === 'Report',
      say: ({ id }) => {
        const lastRun = reportRuns?.get(id ?? '');
        return lastRun === undefined ? undefined : { facts: { lastRun } };
      },
    },
    {
      names: ['package'],
      isAbout: ({ type, namespace }) => namespace !== undefined && type !== 'InstalledPackage',
      say: ({ namespace }) => {
        const name = packageNames?.get(namespace ?? '');
        return name === undefined ? undefined : { facts: { package: name } };
      },
    },
    {
      // Its full name is the namespace.
      names: [],
      isAbout: ({ type }) => type === 'InstalledPackage',
      say: ({ fullName }) => {
        const label = packageNames?.get(fullName);
        return label === undefined ? undefined : { facts: {}, label };
      },
    },
  ];
};

const definitionFacts = ({ active, activeVersionId, latestVersionId, packageName }: FlowDefinition): Facts => ({
  active,
  ...(activeVersionId === undefined ? {} : { activeVersionId }),
  ...(latestVersionId === undefined ? {} : { latestVersionId }),
  ...(packageName === undefined ? {} : { package: packageName }),
});

export type Facts = { readonly [name: string]: JsonValue };

/** What one question to the org says of some components, beyond their documents. */
export type FactSource = {
  /** All that it may say; of components of which it says nothing, the model keeps these. */
  readonly names: readonly string[];
  readonly isAbout: (version: ComponentVersion) => boolean;
  /** Undefined where it could not be asked, or does not know the component. */
  readonly say: (version: ComponentVersion) => Said | undefined;
};

export type Said = {
  readonly facts: Facts;
  /** For components whose documents have no label, or that have no document. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
};

/** The facts of all sources. What a later one says goes before what an earlier one said. */
export const addFacts = (
  versions: readonly ComponentVersion[],
  sources: readonly FactSource[],
  lookUp: LookUp
): ComponentVersion[] =>
  versions.map((version) => {
    const parts = sources.filter((source) => source.isAbout(version));
    if (parts.length === 0) return version;
    const known = lookUp(version);
    const said = parts.map((source) => source.say(version) ?? keptOf(known, source, version));
    const facts = Object.assign({}, ...said.map((one) => one.facts)) as Facts;
    const label = said.findLast((one) => one.label !== undefined)?.label;
    const description = said.findLast((one) => one.description !== undefined)?.description;
    return {
      ...version,
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(Object.keys(facts).length === 0 ? {} : { facts }),
    };
  });

const keptOf = (known: KnownComponent | undefined, { names }: FactSource, version: ComponentVersion): Said => ({
  facts: Object.fromEntries(Object.entries(known?.facts ?? {}).filter(([name]) => names.includes(name))),
  label: version.label ?? known?.label,
  description: version.description ?? known?.description,
});
