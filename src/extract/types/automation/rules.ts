import { textOf } from '../../../xml/xmlElement.ts';
import { flag, reading, text, number, objects, texts, within } from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { ownField, criterionField, belongsToObject, fieldFullName } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';
import { criteria, principalRules } from '../../ruleParts.ts';

export const validationRule: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    formula: text('errorConditionFormula'),
    errorMessage: text('errorMessage'),
    errorField: text('errorDisplayField'),
  }),
  mentions: mentionsBy([{ path: 'errorDisplayField', kind: 'displays', type: 'CustomField', name: ownField }]),
};

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

/** Containers that are named after an object and hold nothing but rules: the rules say the rest. */
export const rulesOfObject: ComponentReader = { mentions: belongsToObject };

const said = mentionsBy([
  {
    path: 'duplicateRuleMatchRules.matchingRule',
    kind: 'calls',
    type: 'MatchingRule',
    name: (rule, { parent }) => {
      const object = textOf(parent, 'matchRuleSObjectType');
      return object && `${object}.${rule}`;
    },
  },
  {
    path: 'duplicateRuleFilter.duplicateRuleFilterItems.field',
    kind: 'filters',
    type: 'CustomField',
    name: (field, { parent }) => {
      const object = textOf(parent, 'table');
      return object && fieldFullName(object, field);
    },
  },
]);

export const duplicateRule: ComponentReader = {
  attributes: reading({
    active: flag('isActive'),
    sortOrder: number('sortOrder'),
    matchingRules: objects('duplicateRuleMatchRules', {
      object: text('matchRuleSObjectType'),
      matchingRule: text('matchingRule'),
    }),
    filters: objects('duplicateRuleFilter.duplicateRuleFilterItems', {
      object: text('table'),
      field: text('field'),
      operation: text('operation'),
      value: text('value'),
    }),
    booleanFilter: within('duplicateRuleFilter', text('booleanFilter')),
    actionOnInsert: text('actionOnInsert'),
    actionOnUpdate: text('actionOnUpdate'),
    operationsOnInsert: texts('operationsOnInsert'),
    operationsOnUpdate: texts('operationsOnUpdate'),
    alertText: text('alertText'),
    securityOption: text('securityOption'),
  }),
  mentions: (subject) => [...belongsToObject(subject), ...said(subject)],
};

export const matchingRule: ComponentReader = {
  attributes: reading({
    status: text('ruleStatus'),
    items: objects('matchingRuleItems', {
      field: text('fieldName'),
      matchingMethod: text('matchingMethod'),
      blankValueBehavior: text('blankValueBehavior'),
    }),
    booleanFilter: text('booleanFilter'),
  }),
  mentions: mentionsBy([{ path: 'matchingRuleItems.fieldName', kind: 'reads', type: 'CustomField', name: ownField }]),
};
