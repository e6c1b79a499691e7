import type { JsonValue } from '../model/extraction.ts';
import { booleanOf, childOf, textOf, type XmlElement } from '../xml/xmlElement.ts';
import type { Attributes, Subject } from './reader.ts';

export type AttributeReader = (element: XmlElement) => JsonValue | undefined;

type AttributeReaders = { readonly [name: string]: AttributeReader };

/** Reads each attribute; what the document does not say is left out, because absent is not the same as false. */
export const readAttributes = (element: XmlElement, readers: AttributeReaders): Attributes =>
  attributesBy(readers)(element);

/** The same for readers that are used again and again: looking them up by name takes as long as reading. */
export const attributesBy = (readers: AttributeReaders): ((element: XmlElement) => Attributes) => {
  const all = Object.entries(readers);
  return (element) => {
    const attributes: { [name: string]: JsonValue } = {};
    for (const [name, reader] of all) {
      const value = reader(element);
      if (value !== undefined) attributes[name] = value;
    }
    return attributes;
  };
};

export const text =
  (name: string): AttributeReader =>
  (element) =>
    textOf(element, name);

export const number =
  (name: string): AttributeReader =>
  (element) => {
    const written = textOf(element, name);
    return written === undefined ? undefined : exactNumber(written);
  };

/** No zeros in front: they make a code of it. */
const DECIMAL = /^([-+]?)(0|[1-9]\d*)(?:\.(\d+))?(?:e([-+]?\d+))?$/i;

/** What a document writes as a number, as one where that loses no digit; everything else stays the text that it is. */
export const exactNumber = (written: string): number | string => {
  const value = Number(written);
  const digits = digitsOf(written.trim());
  return digits !== undefined && digits === digitsOf(String(value)) ? value : written;
};

/** The same for `1.10`, `1.1` and `11e-1`; undefined for what is no decimal number. */
const digitsOf = (decimal: string): string | undefined => {
  const match = DECIMAL.exec(decimal);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  return `${sign === '-' ? '-' : ''}${significant}e${String(power)}`;
};

export const flag =
  (name: string): AttributeReader =>
  (element) =>
    booleanOf(element, name);

/** Reads from the named child; absent where there is none. */
export const within =
  (name: string, reader: AttributeReader): AttributeReader =>
  (element) => {
    const child = childOf(element, name);
    return child && reader(child);
  };

/** How many children there are of each of the names, names in alphabetical order; names without any are left out. */
export const counts =
  (names: ReadonlySet<string>): AttributeReader =>
  ({ childNames }) => {
    const found = new Map<string, number>();
    for (const name of childNames) if (names.has(name)) found.set(name, (found.get(name) ?? 0) + 1);
    return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  };

/** How many elements there are at a path; zero is a value. */
export const count =
  (path: string): AttributeReader =>
  (element) =>
    elementsAt(element, path).length;

/** The texts of all elements at a path, in the document's order; absent when there are none. */
export const texts =
  (path: string): AttributeReader =>
  (element) => {
    const found = elementsAt(element, path).map((each) => each.text);
    return found.length > 0 ? found : undefined;
  };

/** One object for each element at a path; absent when there are none. */
export const objects = (path: string, readers: AttributeReaders): AttributeReader => {
  const read = attributesBy(readers);
  return (element) => {
    const found = elementsAt(element, path).map(read);
    return found.length > 0 ? found : undefined;
  };
};

/** The attributes of a type that are read from its element alone. */
export const reading = (readers: AttributeReaders): ((subject: Subject) => Attributes) => {
  const read = attributesBy(readers);
  return ({ element }) => read(element);
};

/** By path; paths stand in the readers, so there are only so many of them. */
const namesOf = new Map<string, readonly string[]>();

/** All elements at a path below an element (`layoutSections.layoutColumns`), in the document's order. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] => {
  const names = namesOf.get(path) ?? path.split('.');
  namesOf.set(path, names);
  let found: readonly XmlElement[] = [element];
  for (const name of names) {
    const [first] = found;
    if (first === undefined) return found;
    found = found.length === 1 ? first.childrenOf(name) : found.flatMap((each) => each.childrenOf(name));
  }
  return found;
};

/** The attributes of a file's companion, and the size of the file itself in bytes. */
export const readingFile =
  (readers: { readonly [name: string]: AttributeReader }) =>
  ({ element, parts }: Subject): Attributes => {
    const size = parts.find((part) => part.name === '')?.size;
    return { ...readAttributes(element, readers), ...(size !== undefined && { size }) };
  };

/** What an org gives in place of a file that an installed package hides. */
export const HIDDEN_TEXT = '(hidden)';

/** Lines and characters of a source text, nothing of one that is hidden; a line end at the end starts no new line. */
export const sourceSize = (source: string): { readonly lines?: number; readonly length?: number } => {
  if (source === HIDDEN_TEXT) return {};
  let ends = 0;
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) ends++;
  return { lines: source === '' || source.endsWith('\n') ? ends : ends + 1, length: source.length };
};

/** An address without what may be secret in it: user and password in front of the host, and the query. */
export const withoutSecrets = (url: string): string =>
  url
    .trim()
    .replace(/^([a-z][\w+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(/[?#].*$/s, '');

export const address =
  (name: string): AttributeReader =>
  (element) => {
    const url = textOf(element, name);
    return url === undefined ? undefined : withoutSecrets(url);
  };
