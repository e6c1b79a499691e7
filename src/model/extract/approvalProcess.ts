import { belongsToObject } from './belongsToObject.ts';
import type { ComponentReader } from './componentReader.ts';
import { criteria } from './criteria.ts';
import { mentionsBy } from './mentionRules.ts';
import { criterionField, ownCustomField } from './namesInObject.ts';
import { principalRules } from './principalRules.ts';
import { flag, number, objects, readAttributes, reading, text, texts, within } from './readAttributes.ts';
import { workflowActionRules, workflowActions } from './workflowActions.ts';

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
