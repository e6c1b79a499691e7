import { textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { flag, number, reading, text, texts, count, objects } from '../../attributes.ts';
import { mentionsBy, type MentionRule, type Naming } from '../../mentionRules.ts';
import type { ComponentReader, SubjectMention } from '../../reader.ts';

export const bot: ComponentReader = {
  attributes: reading({
    type: text('type'),
    agentType: text('agentType'),
    agentTemplate: text('agentTemplate'),
    botSource: text('botSource'),
    botUser: text('botUser'),
    versions: texts('botVersions.fullName'),
    logPrivateConversationData: flag('logPrivateConversationData'),
    richContentEnabled: flag('richContentEnabled'),
    sessionTimeout: number('sessionTimeout'),
  }),
  mentions: mentionsBy([
    { path: 'contextVariables.SObjectType', kind: 'refers to', type: 'CustomObject' },
    { path: 'defaultOutboundFlow', kind: 'calls', type: 'Flow' },
  ]),
};

const PLANNER = 'conversationDefinitionPlanners.genAiPlannerName';

const INVOCATION_TYPES: ReadonlyMap<string, string> = new Map([
  ['apex', 'ApexClass'],
  ['flow', 'Flow'],
]);

/** Actions that dialogs call, at whatever depth their steps stand. */
const invocations = (element: XmlElement): SubjectMention[] =>
  element.children.flatMap((child) => {
    if (child.name !== 'botInvocation') return invocations(child);
    const type = INVOCATION_TYPES.get(textOf(child, 'invocationActionType') ?? '');
    const fullName = textOf(child, 'invocationActionName');
    return type && fullName ? [{ kind: 'calls', type, fullName, place: 'botInvocation' } as const] : [];
  });

const said = mentionsBy([
  // Agents of before and after the bundle.
  { path: PLANNER, kind: 'calls', type: 'GenAiPlanner' },
  { path: PLANNER, kind: 'calls', type: 'GenAiPlannerBundle' },
  { path: 'conversationVariables.SObjectType', kind: 'refers to', type: 'CustomObject' },
]);

export const botVersion: ComponentReader = {
  label: () => undefined,
  attributes: reading({
    entryDialog: text('entryDialog'),
    mainMenuDialog: text('mainMenuDialog'),
    dialogs: count('botDialogs'),
    variables: count('conversationVariables'),
    planners: texts(PLANNER),
    toneType: text('toneType'),
    role: text('role'),
    company: text('company'),
    knowledgeActionEnabled: flag('knowledgeActionEnabled'),
    smallTalkEnabled: flag('smallTalkEnabled'),
    surfacesEnabled: flag('surfacesEnabled'),
  }),
  mentions: (subject) => [...said(subject), ...invocations(subject.element)],
};

/** What an action of an agent calls, by the kind of its target; the other kinds are no metadata of the org. */
const TARGETS: ReadonlyArray<readonly [kind: string, type: string]> = [
  ['apex', 'ApexClass'],
  ['flow', 'Flow'],
  ['generatePromptResponse', 'GenAiPromptTemplate'],
  ['quickAction', 'QuickAction'],
];

/** Rules for the actions at a path from the root; for the root itself where it is empty. */
const actionTargets = (path: string): readonly MentionRule[] =>
  TARGETS.map(([kind, type]) => ({
    path: path === '' ? 'invocationTarget' : `${path}.invocationTarget`,
    kind: 'calls',
    type,
    name: (name, { parent }) => (textOf(parent, 'invocationTargetType') === kind ? name : undefined),
  }));

/** Planners and planner bundles, which hold topics and actions of their own besides those of the org. */
export const genAiPlanner: ComponentReader = {
  attributes: reading({
    plannerType: text('plannerType'),
    capabilities: text('capabilities'),
    plugins: texts('genAiPlugins.genAiPluginName'),
    functions: texts('genAiFunctions.genAiFunctionName'),
    localTopics: count('localTopics'),
    localActions: count('localTopics.localActions'),
    plannerActions: count('plannerActions'),
    surfaces: texts('plannerSurfaces.surfaceType'),
  }),
  mentions: mentionsBy([
    { path: 'genAiPlugins.genAiPluginName', kind: 'calls', type: 'GenAiPlugin' },
    { path: 'genAiFunctions.genAiFunctionName', kind: 'calls', type: 'GenAiFunction' },
    ...actionTargets('localTopics.localActions'),
    ...actionTargets('plannerActions'),
  ]),
};

/** A topic of an agent. */
export const genAiPlugin: ComponentReader = {
  attributes: reading({
    pluginType: text('pluginType'),
    language: text('language'),
    scope: text('scope'),
    canEscalate: flag('canEscalate'),
    functions: texts('genAiFunctions.functionName'),
    localActions: count('localActions'),
    instructions: count('genAiPluginInstructions'),
    utterances: count('aiPluginUtterances'),
  }),
  mentions: mentionsBy([
    { path: 'genAiFunctions.functionName', kind: 'calls', type: 'GenAiFunction' },
    ...actionTargets('localActions'),
  ]),
};

/** An action of an agent. */
export const genAiFunction: ComponentReader = {
  attributes: reading({
    invocationTarget: text('invocationTarget'),
    invocationTargetType: text('invocationTargetType'),
    isConfirmationRequired: flag('isConfirmationRequired'),
    isIncludeInProgressIndicator: flag('isIncludeInProgressIndicator'),
    mappingAttributes: count('mappingAttributes'),
  }),
  mentions: mentionsBy(actionTargets('')),
};

/** Definitions are addresses: `flow://Find`, `apex://Finder`, `SOBJECT://Contact`. */
const behind =
  (scheme: string): Naming =>
  (definition) => {
    const start = `${scheme}://`;
    return definition.toLowerCase().startsWith(start) ? definition.slice(start.length) : undefined;
  };

const PROVIDER = 'templateVersions.templateDataProviders.definition';

export const genAiPromptTemplate: ComponentReader = {
  attributes: reading({
    type: text('type'),
    visibility: text('visibility'),
    relatedEntity: text('relatedEntity'),
    // A number in older templates, a made-up identifier in newer ones.
    activeVersion: (element) => text('activeVersionIdentifier')(element) ?? text('activeVersion')(element),
    versions: objects('templateVersions', { status: text('status'), primaryModel: text('primaryModel') }),
  }),
  mentions: mentionsBy([
    { path: 'relatedEntity', kind: 'runs on', type: 'CustomObject' },
    { path: 'templateVersions.inputs.definition', kind: 'refers to', type: 'CustomObject', name: behind('sobject') },
    { path: PROVIDER, kind: 'calls', type: 'Flow', name: behind('flow') },
    { path: PROVIDER, kind: 'calls', type: 'ApexClass', name: behind('apex') },
  ]),
};
