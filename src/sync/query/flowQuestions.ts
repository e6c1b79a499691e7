import {
  DOCUMENT_FACTS,
  documentFacts,
  versionFacts,
  VERSION_FACTS,
  type FlowVersion,
  type FlowVersions,
} from '../../model/compare/flowVersions.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { readFlowDefinitions, readFlowVersions, type FlowDefinition } from './flowQueries.ts';
import type { DocumentRoot, Facts, Question } from './question.ts';

const isFlow = ({ type }: ComponentVersion): boolean => type === 'Flow';

/** Which flows there are, packaged ones too, and which version of each is active. */
export const flowDefinitions: Question<readonly FlowDefinition[]> = {
  name: 'Which flow versions are active',
  type: 'Flow',
  asked: 'with type',
  read: ({ session }) => readFlowDefinitions(session),
  facts: (flows) => {
    const definitions = definitionsByKey(flows ?? []);
    return [
      {
        names: ['active', 'activeVersionId', 'latestVersionId', 'package'],
        isAbout: isFlow,
        say: (version) => {
          const definition = definitions.get(componentKey(version));
          if (!definition) return undefined;
          const { label, description } = definition;
          return { facts: definitionFacts(definition), ...(version.origin ? {} : { label, description }) };
        },
      },
    ];
  },
};

/** The versions of each flow, by the id of its definition. Which of them a document is, is found by comparing. */
export const flowVersions: Question<ReadonlyMap<string, readonly FlowVersion[]>> = {
  name: 'The versions of flows',
  type: 'Flow',
  asked: 'with type',
  read: ({ session, answers }) =>
    answers.to(flowDefinitions) === undefined ? Promise.resolve(undefined) : readFlowVersions(session),
  facts: (versions, answers) => {
    const definitions = definitionsByKey(answers.to(flowDefinitions) ?? []);
    const versionsOf = (component: ComponentVersion): FlowVersions | undefined => {
      const definition = definitions.get(componentKey(component));
      const all = versions?.get(definition?.id ?? '');
      return definition && all && flowVersionsOf(definition, all);
    };
    return [
      {
        names: [...VERSION_FACTS, ...DOCUMENT_FACTS],
        isAbout: isFlow,
        needsDocument: (version, known) => {
          const own = version.origin && versionsOf(version);
          return own !== undefined && comparedBefore(version, versionFacts(own), known) === undefined;
        },
        say: (version, { known, document }) => {
          const found = versionsOf(version);
          if (!found) return undefined;
          const own = versionFacts(found);
          const compared = comparedBefore(version, own, known) ?? (document && documentFacts(flowOf(document), found));
          return { facts: { ...own, ...compared } };
        },
      },
    ];
  },
};

const definitionsByKey = (flows: readonly FlowDefinition[]): ReadonlyMap<ComponentKey, FlowDefinition> =>
  new Map(flows.map((flow) => [componentKey({ type: 'Flow', fullName: flow.fullName }), flow]));

const definitionFacts = ({ active, activeVersionId, latestVersionId, packageName }: FlowDefinition): Facts => ({
  active,
  ...(activeVersionId === undefined ? {} : { activeVersionId }),
  ...(latestVersionId === undefined ? {} : { latestVersionId }),
  ...(packageName === undefined ? {} : { package: packageName }),
});

const flowVersionsOf = (
  { activeVersionId, latestVersionId }: FlowDefinition,
  all: readonly FlowVersion[]
): FlowVersions => {
  const find = (id: string | undefined): FlowVersion | undefined => {
    const wanted = widenId(id);
    return wanted === undefined ? undefined : all.find((version) => version.id === wanted);
  };
  return { active: find(activeVersionId), latest: find(latestVersionId), all };
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

const flowOf = ({ attributes, label }: DocumentRoot): { status: string | undefined; label: string | undefined } => {
  const { status } = attributes;
  return { status: typeof status === 'string' ? status : undefined, label };
};
