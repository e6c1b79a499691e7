import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { objectOf, ownField } from './namesInObject.ts';
import { flag, reading, text } from './readAttributes.ts';

/** `targetObject` names the lookup field (`ParentId`, `Invoice__c`) to the record that is updated in place of its own. */
const updated: Naming = (field, place) => {
  const lookup = textOf(place.subject.element, 'targetObject');
  return lookup === undefined
    ? ownField(field, place)
    : `${objectOf(place.subject)}.${relationshipOf(lookup)}.${field}`;
};

const relationshipOf = (lookup: string): string => lookup.replace(/__c$/i, '__r').replace(/([^_])Id$/, '$1');

const lookedUp =
  (type: string, naming: Naming): Naming =>
  (name, place) =>
    textOf(place.parent, 'lookupValueType') === type ? naming(name, place) : undefined;

export const workflowFieldUpdate: ComponentReader = {
  attributes: reading({
    field: text('field'),
    targetObject: text('targetObject'),
    operation: text('operation'),
    formula: text('formula'),
    literalValue: text('literalValue'),
    lookupValue: text('lookupValue'),
    lookupValueType: text('lookupValueType'),
    notifyAssignee: flag('notifyAssignee'),
    reevaluateOnChange: flag('reevaluateOnChange'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([
    { path: 'field', kind: 'writes', type: 'CustomField', name: updated },
    { path: 'targetObject', kind: 'reads', type: 'CustomField', name: ownField },
    { path: 'lookupValue', kind: 'refers to', type: 'Queue', name: lookedUp('Queue', (name) => name) },
    {
      path: 'lookupValue',
      kind: 'refers to',
      type: 'RecordType',
      name: lookedUp('RecordType', (name, { subject }) =>
        textOf(subject.element, 'targetObject') === undefined ? `${objectOf(subject)}.${name}` : undefined
      ),
    },
  ]),
};
