import type { ComponentReader } from './componentReader.ts';
import { criteria } from './criteria.ts';
import { mentionsBy } from './mentionRules.ts';
import { criterionField } from './namesInObject.ts';
import { principalRules } from './principalRules.ts';
import { flag, number, objects, reading, text, texts } from './readAttributes.ts';

const escalationActions = objects('escalationAction', {
  minutesToEscalation: number('minutesToEscalation'),
  assignedTo: text('assignedTo'),
  assignedToType: text('assignedToType'),
  assignedToTemplate: text('assignedToTemplate'),
  notifyCaseOwner: flag('notifyCaseOwner'),
  notifyTo: text('notifyTo'),
  notifyToTemplate: text('notifyToTemplate'),
  notifyEmail: texts('notifyEmail'),
});

const entries = objects('ruleEntry', {
  ...criteria,
  assignedTo: text('assignedTo'),
  assignedToType: text('assignedToType'),
  team: texts('team'),
  overrideExistingTeams: flag('overrideExistingTeams'),
  template: text('template'),
  senderName: text('senderName'),
  senderEmail: text('senderEmail'),
  replyToEmail: text('replyToEmail'),
  notifyCcRecipients: flag('notifyCcRecipients'),
  businessHours: text('businessHours'),
  businessHoursSource: text('businessHoursSource'),
  escalationStartTime: text('escalationStartTime'),
  disableEscalationWhenModified: flag('disableEscalationWhenModified'),
  escalationActions,
});

/** Assignment, auto-response and escalation rules: entries that are tried in their order. */
export const entryRule: ComponentReader = {
  attributes: reading({ active: flag('active'), entries }),
  mentions: mentionsBy([
    { path: 'ruleEntry.criteriaItems.field', kind: 'filters', type: 'CustomField', name: criterionField },
    { path: 'ruleEntry.template', kind: 'refers to', type: 'EmailTemplate' },
    { path: 'ruleEntry.escalationAction.assignedToTemplate', kind: 'refers to', type: 'EmailTemplate' },
    { path: 'ruleEntry.escalationAction.notifyToTemplate', kind: 'refers to', type: 'EmailTemplate' },
    ...principalRules('ruleEntry.assignedTo', 'assignedToType'),
    ...principalRules('ruleEntry.escalationAction.assignedTo', 'assignedToType'),
  ]),
};
