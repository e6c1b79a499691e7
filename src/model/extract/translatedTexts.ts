import { decodeRawName } from '../componentName.ts';
import type { JsonValue } from '../extraction.ts';
import { textOf, type XmlElement } from '../xmlElement.ts';
import type { Attributes } from './componentReader.ts';

/** Elements that say of what something is the translation. */
const NAMES: ReadonlySet<string> = new Set(['name', 'fullName', 'layout', 'section', 'masterLabel']);

type Texts = { [name: string]: JsonValue };

/**
 * The translated texts of a translation file, by kind and by the name of what they translate:
 * `{ fields: { Status__c: { label: 'Zustand' } } }`. What is not translated has an empty text there, and is left out.
 */
export const translatedTexts = (element: XmlElement): Attributes => {
  const texts: Texts = {};
  for (const child of element.children) {
    if (NAMES.has(child.name)) continue;
    if (child.isLeaf) {
      const { text } = child;
      if (text.trim() !== '') texts[child.name] = text;
      continue;
    }
    const inside = translatedTexts(child);
    if (Object.keys(inside).length === 0) continue;
    const name = nameOf(child);
    texts[child.name] = name === undefined ? inside : { ...(texts[child.name] as Texts | undefined), [name]: inside };
  }
  return texts;
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
