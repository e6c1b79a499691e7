import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField } from './namesInObject.ts';
import { flag, reading, text } from './readAttributes.ts';

export const validationRule: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    formula: text('errorConditionFormula'),
    errorMessage: text('errorMessage'),
    errorField: text('errorDisplayField'),
  }),
  mentions: mentionsBy([{ path: 'errorDisplayField', kind: 'displays', type: 'CustomField', name: ownField }]),
};
