import { childOf, textOf } from '../../../xml/xmlElement.ts';
import {
  type AttributeReader,
  count,
  counts,
  flag,
  number,
  readAttributes,
  reading,
  text,
  texts,
  within,
} from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import type { ComponentReader } from '../../reader.ts';
import { flowMentions, flowTriggerObject } from './flowMentions.ts';

/** By process type. What Process Builder made is a flow too, but can't be opened as one. */
const BY_PROCESS_TYPE: ReadonlyMap<string, string> = new Map([
  ['AutoLaunchedFlow', 'autolaunched flow'],
  ['CustomEvent', 'process'],
  ['Flow', 'screen flow'],
  ['InvocableProcess', 'process'],
  ['Orchestrator', 'orchestration'],
  ['Workflow', 'process'],
]);

/** By what starts an autolaunched flow. */
const BY_TRIGGER: ReadonlyMap<string, string> = new Map([
  ['PlatformEvent', 'platform event-triggered flow'],
  ['RecordAfterSave', 'record-triggered flow'],
  ['RecordBeforeDelete', 'record-triggered flow'],
  ['RecordBeforeSave', 'record-triggered flow'],
  ['Scheduled', 'schedule-triggered flow'],
]);

/** What people call it: `process` for those of Process Builder, `screen flow`; `flow` for what is rarer. */
const flowKind: AttributeReader = (element) => {
  const start = childOf(element, 'start');
  const processType = textOf(element, 'processType') ?? '';
  const kind = BY_PROCESS_TYPE.get(processType) ?? 'flow';
  const triggered = BY_TRIGGER.get((start && textOf(start, 'triggerType')) ?? '');
  return processType === 'AutoLaunchedFlow' ? (triggered ?? kind) : kind;
};

const inStart = (reader: AttributeReader): AttributeReader => within('start', reader);

/** Steps and resources of a flow, by their element. */
const COUNTED: ReadonlySet<string> = new Set([
  'actionCalls',
  'apexPluginCalls',
  'assignments',
  'choices',
  'collectionProcessors',
  'constants',
  'customErrors',
  'decisions',
  'dynamicChoiceSets',
  'formulas',
  'loops',
  'orchestratedStages',
  'recordCreates',
  'recordDeletes',
  'recordLookups',
  'recordRollbacks',
  'recordUpdates',
  'screens',
  'stages',
  'steps',
  'subflows',
  'textTemplates',
  'transforms',
  'variables',
  'waits',
]);

const schedule: AttributeReader = within('schedule', (element) =>
  readAttributes(element, { frequency: text('frequency'), date: text('startDate'), time: text('startTime') })
);

export const flow: ComponentReader = {
  attributes: reading({
    kind: flowKind,
    processType: text('processType'),
    status: text('status'),
    apiVersion: number('apiVersion'),
    runInMode: text('runInMode'),
    triggerObject: flowTriggerObject,
    triggerType: inStart(text('triggerType')),
    recordTriggerType: inStart(text('recordTriggerType')),
    entryType: inStart(text('entryType')),
    entryFilters: inStart(count('filters')),
    entryFormula: inStart(text('filterFormula')),
    schedule: inStart(schedule),
    scheduledPaths: inStart(count('scheduledPaths')),
    triggerOrder: number('triggerOrder'),
    isTemplate: flag('isTemplate'),
    sourceTemplate: text('sourceTemplate'),
    overriddenFlow: text('overriddenFlow'),
    environments: texts('environments'),
    isAdditionalPermissionRequiredToRun: flag('isAdditionalPermissionRequiredToRun'),
    elements: counts(COUNTED),
  }),
  mentions: flowMentions,
};

export const flowDefinition: ComponentReader = {
  attributes: reading({ activeVersionNumber: number('activeVersionNumber') }),
  mentions: ({ fullName }) => [{ kind: 'belongs to', type: 'Flow', fullName, place: '' }],
};

export const flowTest: ComponentReader = {
  attributes: reading({
    flow: text('flowApiName'),
    testType: text('testType'),
    testPoints: count('testPoints'),
    assertions: count('testPoints.assertions'),
    doesCommitChanges: flag('doesCommitChanges'),
    doesSkipStartConditions: flag('doesSkipStartConditions'),
    runTestAsUser: text('runTestAsUser'),
  }),
  mentions: mentionsBy([{ path: 'flowApiName', kind: 'calls', type: 'Flow' }]),
};

/** Flows that are offered together. */
export const flowCategory: ComponentReader = {
  attributes: reading({ flows: texts('flowCategoryItems.flow') }),
  mentions: mentionsBy([{ path: 'flowCategoryItems.flow', kind: 'refers to', type: 'Flow' }]),
};
