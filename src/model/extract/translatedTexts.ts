import { decodeRawName } from '../componentName.ts';
import type { JsonValue } from '../extraction.ts';
import { textOf, type XmlElement } from '../xmlElement.ts';
import type { Attributes } from './componentReader.ts';

/** Elements that say of what something is the translation. */
const NAMES: ReadonlySet<string> = new Set(['name', 'fullName', 'layout', 'section', 'masterLabel']);

/**
 * The translated texts of a translation file, by kind and by the name of what they translate:
 * `{ fields: { Status__c: { label: 'Zustand' } } }`. What is not translated has an empty text there, and is left out.
 */
export const translatedTexts = (element: XmlElement): Attributes => {
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
