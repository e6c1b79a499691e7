import type { ComponentReader } from './componentReader.ts';
import { flag, objects, reading, text } from './readAttributes.ts';

export const businessProcess: ComponentReader = {
  attributes: reading({
    active: flag('isActive'),
    values: objects('values', { name: text('fullName'), default: flag('default') }),
  }),
};
