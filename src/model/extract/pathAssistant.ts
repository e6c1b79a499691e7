import { textOf } from '../xmlElement.ts';
import type { ComponentReader, Subject } from './componentReader.ts';
import { fieldFullName } from './fieldFullName.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { flag, objects, reading, text, texts } from './readAttributes.ts';

/** Stands for records without a record type. */
const MASTER = '__MASTER__';

const objectOf = ({ element }: Subject): string | undefined => textOf(element, 'entityName');

const field: Naming = (name, { subject }) => {
  const object = objectOf(subject);
  return object && fieldFullName(object, name);
};

export const pathAssistant: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    object: text('entityName'),
    field: text('fieldName'),
    recordType: text('recordTypeName'),
    steps: objects('pathAssistantSteps', {
      value: text('picklistValueName'),
      fields: texts('fieldNames'),
      hasGuidance: (step) => textOf(step, 'info') !== undefined,
    }),
  }),
  mentions: mentionsBy([
    { path: 'entityName', kind: 'belongs to', type: 'CustomObject' },
    { path: 'fieldName', kind: 'reads', type: 'CustomField', name: field },
    {
      path: 'recordTypeName',
      kind: 'refers to',
      type: 'RecordType',
      name: (name, { subject }) => {
        const object = objectOf(subject);
        return object && name !== MASTER ? `${object}.${name}` : undefined;
      },
    },
    { path: 'pathAssistantSteps.fieldNames', kind: 'displays', type: 'CustomField', name: field },
  ]),
};
