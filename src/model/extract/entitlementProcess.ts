import { textOf } from '../xmlElement.ts';
import type { ComponentReader, Subject } from './componentReader.ts';
import { filterItems } from './criteria.ts';
import { fieldFullName } from './fieldFullName.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { flag, number, objects, reading, text } from './readAttributes.ts';
import { workflowActionRules, workflowActions } from './workflowActions.ts';

const object = ({ element }: Subject): string | undefined => textOf(element, 'SObjectType');

/** Criteria name fields with their object in front. */
const field: Naming = (name) => {
  const dot = name.indexOf('.');
  return dot < 0 ? undefined : fieldFullName(name.slice(0, dot), name.slice(dot + 1));
};

export const entitlementProcess: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    object: text('SObjectType'),
    versionNumber: number('versionNumber'),
    versionMaster: text('versionMaster'),
    isVersionDefault: flag('isVersionDefault'),
    versionNotes: text('versionNotes'),
    businessHours: text('businessHours'),
    entryStartDateField: text('entryStartDateField'),
    exitCriteria: filterItems('exitCriteriaFilterItems'),
    exitCriteriaBooleanFilter: text('exitCriteriaBooleanFilter'),
    exitCriteriaFormula: text('exitCriteriaFormula'),
    recordType: text('recordType'),
    milestones: objects('milestones', {
      name: text('milestoneName'),
      minutesToComplete: number('minutesToComplete'),
      minutesCustomClass: text('minutesCustomClass'),
      businessHours: text('businessHours'),
      criteria: filterItems('milestoneCriteriaFilterItems'),
      booleanFilter: text('criteriaBooleanFilter'),
      formula: text('milestoneCriteriaFormula'),
      useCriteriaStartTime: flag('useCriteriaStartTime'),
      successActions: workflowActions('successActions'),
      timeTriggers: objects('timeTriggers', {
        timeLength: number('timeLength'),
        unit: text('workflowTimeTriggerUnit'),
        actions: workflowActions('actions'),
      }),
    }),
  }),
  mentions: mentionsBy([
    { path: 'SObjectType', kind: 'belongs to', type: 'CustomObject' },
    { path: 'entryStartDateField', kind: 'reads', type: 'CustomField', name: field },
    { path: 'exitCriteriaFilterItems.field', kind: 'filters', type: 'CustomField', name: field },
    { path: 'milestones.milestoneName', kind: 'refers to', type: 'MilestoneType' },
    { path: 'milestones.milestoneCriteriaFilterItems.field', kind: 'filters', type: 'CustomField', name: field },
    { path: 'milestones.minutesCustomClass', kind: 'calls', type: 'ApexClass' },
    ...workflowActionRules('milestones.successActions', object),
    ...workflowActionRules('milestones.timeTriggers.actions', object),
  ]),
};
