import type { ComponentReader } from './componentReader.ts';
import { count, reading, text } from './readAttributes.ts';

export const brandingSet: ComponentReader = {
  attributes: reading({ type: text('type'), properties: count('brandingSetProperty') }),
};
