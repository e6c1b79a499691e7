import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { filterItems } from './criteria.ts';
import { fieldFullName } from './fieldFullName.ts';
import { mentionsBy } from './mentionRules.ts';
import { belongsToModel } from './ofTerritoryModel.ts';
import { flag, reading, text } from './readAttributes.ts';

const said = mentionsBy([
  { path: 'objectType', kind: 'refers to', type: 'CustomObject' },
  {
    path: 'ruleItems.field',
    kind: 'filters',
    type: 'CustomField',
    name: (field, { subject }) => {
      const object = textOf(subject.element, 'objectType');
      if (field.includes('.')) return field;
      return object && fieldFullName(object, field);
    },
  },
]);

export const territory2Rule: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    object: text('objectType'),
    criteria: filterItems('ruleItems'),
    booleanFilter: text('booleanFilter'),
  }),
  mentions: (subject) => [...belongsToModel(subject), ...said(subject)],
};
