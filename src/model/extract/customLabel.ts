import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { flag, reading, text } from './readAttributes.ts';

export const customLabel: ComponentReader = {
  label: ({ element }) => textOf(element, 'shortDescription'),
  attributes: reading({
    value: text('value'),
    language: text('language'),
    protected: flag('protected'),
    categories: (element) => textOf(element, 'categories')?.split(/\s*,\s*/),
  }),
};
