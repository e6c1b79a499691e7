import { textOf } from '../xmlElement.ts';
import { belongsToObject } from './belongsToObject.ts';
import type { ComponentReader } from './componentReader.ts';
import { fieldFullName } from './fieldFullName.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, objects, reading, text, texts, within } from './readAttributes.ts';

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
