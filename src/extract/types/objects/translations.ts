import type { JsonValue } from '../../../model/extraction.ts';
import { decodeRawName } from '../../../model/names/componentName.ts';
import { textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { flag, reading, text } from '../../attributes.ts';
import type { ComponentReader, Attributes } from '../../reader.ts';

export const customLabel: ComponentReader = {
  label: ({ element }) => textOf(element, 'shortDescription'),
  attributes: reading({
    value: text('value'),
    language: text('language'),
    protected: flag('protected'),
    categories: (element) => textOf(element, 'categories')?.split(/\s*,\s*/),
  }),
};

/** Elements that say of what something is the translation. */
const NAMES: ReadonlySet<string> = new Set(['name', 'fullName', 'layout', 'section', 'masterLabel']);

/**
 * The translated texts of a translation file, by kind and by the name of what they translate:
 * `{ fields: { Status__c: { label: 'Zustand' } } }`. What is not translated has an empty text there, and is left out.
 */
const translatedTexts = (element: XmlElement): Attributes => {
  // Maps, because a language may have thousands of one kind: copying an object for each of them would take minutes.
  const texts = new Map<string, JsonValue | Map<string, JsonValue>>();
  for (const child of element.children) {
    const kind = child.name;
    if (NAMES.has(kind)) continue;
    if (child.isLeaf) {
      const { text } = child;
      if (text.trim() !== '') texts.set(kind, text);
      continue;
    }
    const inside = translatedTexts(child);
    if (Object.keys(inside).length === 0) continue;
    const name = nameOf(child);
    const before = texts.get(kind);
    if (name === undefined) texts.set(kind, inside);
    else if (before instanceof Map) before.set(name, inside);
    else texts.set(kind, new Map([[name, inside]]));
  }
  return Object.fromEntries(
    [...texts].map(([kind, found]) => [kind, found instanceof Map ? Object.fromEntries(found) : found])
  );
};

const nameOf = (element: XmlElement): string | undefined => {
  if (element.name === 'caseValues') return grammarOf(element);
  const name = element.childIn(NAMES)?.text;
  return name === undefined ? undefined : decodeRawName(name);
};

/** A language may have many forms of an object's name: by number, article, case and possessor. */
const grammarOf = (element: XmlElement): string =>
  [
    textOf(element, 'plural') === 'true' ? 'plural' : 'singular',
    ...['article', 'caseType', 'possessive'].flatMap((what) => textOf(element, what) ?? []),
  ].join(' ');

/** Named after the language. */
export const translations: ComponentReader = {
  attributes: ({ fullName, element }) => ({ ...translatedTexts(element), language: fullName }),
};

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
