import type { ComponentReader } from './componentReader.ts';
import { flag, objects, reading, text } from './readAttributes.ts';

export const globalValueSet: ComponentReader = {
  attributes: reading({
    sorted: flag('sorted'),
    values: objects('customValue', {
      name: text('fullName'),
      label: text('label'),
      description: text('description'),
      default: flag('default'),
      active: flag('isActive'),
    }),
  }),
};
