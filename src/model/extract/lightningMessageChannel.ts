import type { ComponentReader } from './componentReader.ts';
import { flag, objects, reading, text } from './readAttributes.ts';

export const lightningMessageChannel: ComponentReader = {
  attributes: reading({
    isExposed: flag('isExposed'),
    fields: objects('lightningMessageFields', { name: text('fieldName'), description: text('description') }),
  }),
};
