import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField } from './namesInObject.ts';
import { reading, texts } from './readAttributes.ts';

export const compactLayout: ComponentReader = {
  attributes: reading({ fields: texts('fields') }),
  mentions: mentionsBy([{ path: 'fields', kind: 'displays', type: 'CustomField', name: ownField }]),
};
