import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField } from './namesInObject.ts';
import { reading, texts } from './readAttributes.ts';

export const fieldSet: ComponentReader = {
  attributes: reading({ fields: texts('displayedFields.field'), availableFields: texts('availableFields.field') }),
  mentions: mentionsBy([
    { path: 'displayedFields.field', kind: 'displays', type: 'CustomField', name: ownField },
    { path: 'availableFields.field', kind: 'refers to', type: 'CustomField', name: ownField },
  ]),
};
