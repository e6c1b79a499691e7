import { textOf } from '../../../xml/xmlElement.ts';
import { flag, number, objects, readAttributes, reading, text, texts, within } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { belongsToObject, criterionField, ownCustomField, fieldFullName } from '../../naming.ts';
import type { ComponentReader, Subject } from '../../reader.ts';
import { criteria, principalRules, workflowActionRules, workflowActions, filterItems } from '../../ruleParts.ts';

const entryCriteria = within('entryCriteria', (element) => readAttributes(element, criteria));

const actionsIn = (name: string) => within(name, workflowActions('action'));

const steps = objects('approvalStep', {
  name: text('name'),
  label: text('label'),
  description: text('description'),
  entryCriteria,
  ifCriteriaNotMet: text('ifCriteriaNotMet'),
  approvers: objects('assignedApprover.approver', { type: text('type'), name: text('name') }),
  whenMultipleApprovers: within('assignedApprover', text('whenMultipleApprovers')),
  allowDelegate: flag('allowDelegate'),
  rejectBehavior: within('rejectBehavior', text('type')),
  approvalActions: actionsIn('approvalActions'),
  rejectionActions: actionsIn('rejectionActions'),
});

const said = mentionsBy([
  { path: 'emailTemplate', kind: 'refers to', type: 'EmailTemplate' },
  { path: 'postTemplate', kind: 'refers to', type: 'PostTemplate' },
  { path: 'approvalPageFields.field', kind: 'displays', type: 'CustomField', name: ownCustomField },
  { path: 'entryCriteria.criteriaItems.field', kind: 'filters', type: 'CustomField', name: criterionField },
  {
    path: 'approvalStep.entryCriteria.criteriaItems.field',
    kind: 'filters',
    type: 'CustomField',
    name: criterionField,
  },
  ...principalRules('allowedSubmitters.submitter', 'type'),
  ...principalRules('approvalStep.assignedApprover.approver.name', 'type'),
  ...[
    'initialSubmissionActions',
    'finalApprovalActions',
    'finalRejectionActions',
    'recallActions',
    'approvalStep.approvalActions',
    'approvalStep.rejectionActions',
  ].flatMap((path) => workflowActionRules(`${path}.action`)),
]);

export const approvalProcess: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    processOrder: number('processOrder'),
    entryCriteria,
    submitters: objects('allowedSubmitters', { type: text('type'), name: text('submitter') }),
    steps,
    nextAutomatedApprover: within('nextAutomatedApprover', text('userHierarchyField')),
    recordEditability: text('recordEditability'),
    allowRecall: flag('allowRecall'),
    emailTemplate: text('emailTemplate'),
    postTemplate: text('postTemplate'),
    pageFields: texts('approvalPageFields.field'),
    showApprovalHistory: flag('showApprovalHistory'),
    enableMobileDeviceAccess: flag('enableMobileDeviceAccess'),
    initialSubmissionActions: actionsIn('initialSubmissionActions'),
    finalApprovalActions: actionsIn('finalApprovalActions'),
    finalApprovalRecordLock: flag('finalApprovalRecordLock'),
    finalRejectionActions: actionsIn('finalRejectionActions'),
    finalRejectionRecordLock: flag('finalRejectionRecordLock'),
    recallActions: actionsIn('recallActions'),
  }),
  mentions: (subject) => [...belongsToObject(subject), ...said(subject)],
};

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
