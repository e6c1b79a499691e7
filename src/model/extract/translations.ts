import type { ComponentReader } from './componentReader.ts';
import { translatedTexts } from './translatedTexts.ts';

/** Named after the language. */
export const translations: ComponentReader = {
  attributes: ({ fullName, element }) => ({ ...translatedTexts(element), language: fullName }),
};
