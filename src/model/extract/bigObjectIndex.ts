import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField } from './namesInObject.ts';
import { objects, reading, text } from './readAttributes.ts';

export const bigObjectIndex: ComponentReader = {
  attributes: reading({
    fields: objects('fields', { name: text('name'), direction: text('sortDirection') }),
  }),
  mentions: mentionsBy([{ path: 'fields.name', kind: 'refers to', type: 'CustomField', name: ownField }]),
};
