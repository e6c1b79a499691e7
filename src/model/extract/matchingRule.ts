import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField } from './namesInObject.ts';
import { objects, reading, text } from './readAttributes.ts';

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
