import type { ComponentReader } from './componentReader.ts';
import { flowKind } from './flowKind.ts';
import { flowMentions } from './flowMentions.ts';
import { flowTriggerObject } from './flowTriggerObject.ts';
import {
  count,
  counts,
  flag,
  number,
  readAttributes,
  reading,
  text,
  texts,
  within,
  type AttributeReader,
} from './readAttributes.ts';

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
