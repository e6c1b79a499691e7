import type { FlowDefinition } from '../metadata/flowDefinitions.ts';
import { componentKey, type ComponentKey } from '../model/componentName.ts';
import { DOCUMENT_FACTS, VERSION_FACTS } from '../model/flowVersions.ts';
import type { FactSource, Facts } from './addFacts.ts';
import type { Asked } from './askOrg.ts';

/** What was asked, as facts of components. */
export const factSources = (
  { flows, reportRuns, packageNames }: Asked,
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
