import { parseXml, textOf, type XmlElement } from '../xml/parseXml.ts';

const parsed = new WeakMap<Buffer, XmlElement>();

/**
 * The root element of a metadata file, kept for as long as the file's buffer lives. Empty when there is no file or it
 * is broken: a broken file is an org's ordinary trouble, not the stand-in's.
 */
export function readXml(content: Buffer | undefined): XmlElement {
  const empty = { name: '', text: '', children: [] };
  if (content === undefined) return empty;
  const known = parsed.get(content);
  if (known !== undefined) return known;
  let root: XmlElement = empty;
  try {
    root = parseXml(content.toString('utf8'));
  } catch {
    // Its row stays, with empty columns.
  }
  parsed.set(content, root);
  return root;
}

export function isTrue(element: XmlElement, name: string): boolean {
  return textOf(element, name) === 'true';
}
