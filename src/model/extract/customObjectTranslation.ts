import type { ComponentReader } from './componentReader.ts';
import { translatedTexts } from './translatedTexts.ts';

/** `Account-pt_BR` is a translation of Account into `pt_BR`; neither part holds a hyphen. */
const partsOf = (fullName: string): { readonly object: string; readonly language: string } | undefined => {
  const hyphen = fullName.lastIndexOf('-');
  return hyphen < 0 ? undefined : { object: fullName.slice(0, hyphen), language: fullName.slice(hyphen + 1) };
};

export const customObjectTranslation: ComponentReader = {
  attributes: ({ fullName, element }) => ({ ...translatedTexts(element), ...partsOf(fullName) }),
  mentions: ({ fullName }) => {
    const parts = partsOf(fullName);
    return parts ? [{ kind: 'belongs to', type: 'CustomObject', fullName: parts.object, place: '' }] : [];
  },
};
