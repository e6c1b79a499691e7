import { textOf } from '../../../xml/xmlElement.ts';
import { reading, text, flag, objects, number } from '../../attributes.ts';
import { type Naming, mentionsBy } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { Subject, SubjectMention, ComponentReader } from '../../reader.ts';
import { filterItems } from '../../ruleParts.ts';

/** Territories and their rules are named `Model.Name`. */
const modelOf = ({ fullName }: Subject): string => fullName.replace(/\..*$/s, '');

const belongsToModel = (subject: Subject): SubjectMention[] => [
  { kind: 'belongs to', type: 'Territory2Model', fullName: modelOf(subject), place: '' },
];

/** They name each other without the model; a name with it stays as it is. */
const inOwnModel: Naming = (name, { subject }) => (name.includes('.') ? name : `${modelOf(subject)}.${name}`);

export const territory2Model: ComponentReader = {
  attributes: reading({ recordVisibility: text('recordVisibility'), userRecordAccess: text('userRecordAccess') }),
};

const territoryMentions = mentionsBy([
  { path: 'parentTerritory', kind: 'belongs to', type: 'Territory2', name: inOwnModel },
  { path: 'territory2Type', kind: 'refers to', type: 'Territory2Type' },
  { path: 'ruleAssociations.ruleName', kind: 'calls', type: 'Territory2Rule', name: inOwnModel },
  { path: 'objectAccessLevels.objectType', kind: 'refers to', type: 'CustomObject' },
]);

export const territory2: ComponentReader = {
  attributes: reading({
    territory2Type: text('territory2Type'),
    parentTerritory: text('parentTerritory'),
    accountAccessLevel: text('accountAccessLevel'),
    caseAccessLevel: text('caseAccessLevel'),
    contactAccessLevel: text('contactAccessLevel'),
    opportunityAccessLevel: text('opportunityAccessLevel'),
    objectAccessLevels: objects('objectAccessLevels', { object: text('objectType'), accessLevel: text('accessLevel') }),
    rules: objects('ruleAssociations', { name: text('ruleName'), inherited: flag('inherited') }),
  }),
  mentions: (subject) => [...belongsToModel(subject), ...territoryMentions(subject)],
};

const ruleMentions = mentionsBy([
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
  mentions: (subject) => [...belongsToModel(subject), ...ruleMentions(subject)],
};

export const territory2Type: ComponentReader = { attributes: reading({ priority: number('priority') }) };
