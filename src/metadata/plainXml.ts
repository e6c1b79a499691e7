import type { XmlElement } from '../model/xmlElement.ts';
import { XmlTree } from '../model/xmlTree.ts';
import { copying } from './copying.ts';

const DECLARATION = /^<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\?>/;
const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const ATTRIBUTE = /[ \n\t]+([A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?)=(?:"([^"<&\n\t]*)"|'([^'<&\n\t]*)')/y;
/** What only the strict parser knows how to judge: control characters, CR, surrogates, byte order marks. */
const UNUSUAL = /[\0-\x08\x0b-\x1f\ud800-\udfff\ufeff\ufffe\uffff]/;
const OTHER_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos);)/;
const MAX_DEPTH = 200;

const SLASH = 0x2f;
const GREATER = 0x3e;
const SPACE = 0x20;

/** A tag's name as it is written, with its number in the tree and the name that came after it the last time. */
type TagName = { readonly written: string; readonly id: number; next: TagName | undefined };

/**
 * Parses a document of the kind that nearly all metadata is: elements, plain attributes, text with the five named
 * references. Undefined for any other text, be it well-formed or not: comments, CDATA, numeric references, a DOCTYPE,
 * crossed tags. Ten times as fast as the strict parser, because it only looks from one `<` to the next.
 */
export const parsePlainXml = (text: string, utf8?: Buffer): XmlElement | undefined => {
  if (UNUSUAL.test(text) || text.includes(']]>')) return undefined;
  const tree = new XmlTree(text, copying(text, utf8));
  const open: number[] = [];
  const openNames: string[] = [];
  const nameAt = namesIn(text, tree);
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  let reference = nextReference(text, at);

  for (;;) {
    const tag = text.indexOf('<', at);
    if (tag < 0) break;
    if (reference < at) reference = nextReference(text, at);
    const hasReference = reference < tag;
    if (hasReference && OTHER_REFERENCE.test(text.slice(at, tag))) return undefined;
    if (text.charCodeAt(tag + 1) === SLASH) {
      const index = open.pop();
      const written = openNames.pop();
      if (index === undefined || written === undefined || !text.startsWith(written, tag + 2)) return undefined;
      const end = tag + 2 + written.length;
      if (text.charCodeAt(end) !== GREATER) return undefined;
      tree.close(index, end + 1, at, hasReference ? ~tag : tag);
      at = end + 1;
      continue;
    }
    const depth = open.length;
    if (depth >= MAX_DEPTH || (depth === 0 && (tree.root !== undefined || !isBlank(text, at, tag)))) return undefined;
    const name = nameAt(tag + 1);
    if (name === undefined) return undefined;
    const index = tree.open(name.id, tag);
    at = tag + 1 + name.written.length;
    let behind = text.charCodeAt(at);
    if (behind !== GREATER) {
      const attributes = readAttributes(text, at);
      if (attributes === undefined) return undefined;
      if (attributes.kept !== undefined) tree.attributes.set(index, attributes.kept);
      at = attributes.end;
      behind = text.charCodeAt(at);
      if (behind === SLASH && text.charCodeAt(at + 1) === GREATER) {
        at += 2;
        tree.close(index, at, 0, 0);
        continue;
      }
      if (behind !== GREATER) return undefined;
    }
    at += 1;
    open.push(index);
    openNames.push(name.written);
  }
  return open.length === 0 && isBlank(text, at, text.length) ? tree.root : undefined;
};

/** Offset of the next `&`, endless where there is none. */
const nextReference = (text: string, from: number): number => {
  const found = text.indexOf('&', from);
  return found < 0 ? Number.MAX_SAFE_INTEGER : found;
};

/** Reads the name at an offset. Documents repeat themselves, so the name that came next the last time is tried first. */
const namesIn = (text: string, tree: XmlTree): ((offset: number) => TagName | undefined) => {
  const names = new Map<string, TagName>();
  let last: TagName | undefined;
  return (offset) => {
    const guess = last?.next;
    if (guess !== undefined && text.startsWith(guess.written, offset)) {
      const behind = text.charCodeAt(offset + guess.written.length);
      if (behind === GREATER || behind === SPACE || behind === SLASH) return (last = guess);
    }
    NAME.lastIndex = offset;
    const written = NAME.exec(text)?.[0];
    if (written === undefined) return undefined;
    const known = names.get(written);
    const name = known ?? { written, id: tree.idOf(written.slice(written.indexOf(':') + 1)), next: undefined };
    if (known === undefined) names.set(written, name);
    if (last !== undefined) last.next = name;
    return (last = name);
  };
};

/** Undefined where a name is given twice; what is no plain attribute ends the reading. */
const readAttributes = (
  text: string,
  offset: number
): { readonly kept: { readonly [name: string]: string } | undefined; readonly end: number } | undefined => {
  const seen: string[] = [];
  let kept: Record<string, string> | undefined;
  let end = offset;
  ATTRIBUTE.lastIndex = end;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const [, name = '', quoted, apostrophed] = match;
    if (seen.includes(name)) return undefined;
    seen.push(name);
    end = ATTRIBUTE.lastIndex;
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    kept ??= Object.create(null) as Record<string, string>;
    kept[name.slice(name.indexOf(':') + 1)] = quoted ?? apostrophed ?? '';
  }
  while (isSpace(text.charCodeAt(end))) end += 1;
  return { kept, end };
};

const isBlank = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isSpace(text.charCodeAt(at))) return false;
  return true;
};

const isSpace = (code: number): boolean => code === SPACE || code === 0x0a || code === 0x09;
