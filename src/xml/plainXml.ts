import { isUtf8 } from 'node:buffer';
import { rootOf, type XmlElement } from './xmlElement.ts';
import { XML_NAME, XmlNames } from './xmlNames.ts';
import { END, NEXT, SIZE, START, TEXT, TEXT_END, XmlTree } from './xmlTree.ts';

const DECLARATION = /^<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")?\?>/;
const LONGEST_DECLARATION = 60;
const MAX_DEPTH = 200;

const [SPACE, LINE_FEED, TAB] = [0x20, 0x0a, 0x09];
const [SLASH, GREATER, LESS, EQUALS, AMPERSAND, BRACKET] = [0x2f, 0x3e, 0x3c, 0x3d, 0x26, 0x5d];
const [QUOTE, APOSTROPHE] = [0x22, 0x27];
const NOT_ASCII = 0x80;
/** First byte of the byte order mark and of the code points that are no characters. */
const EF = 0xef;

const REFERENCES = ['amp;', 'lt;', 'gt;', 'quot;', 'apos;'].map((name) => Buffer.from(name));

/** What may stand in a name, as 1. */
const IN_NAME = new Uint8Array(256);
for (const character of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-:')) {
  IN_NAME[character] = 1;
}

/** What has to be looked at in a text, as 1: the end of it, references, what only the strict parser knows how to judge. */
const NOTABLE = new Uint8Array(256).fill(1, 0, SPACE).fill(1, NOT_ASCII);
NOTABLE[LINE_FEED] = NOTABLE[TAB] = 0;
NOTABLE[LESS] = NOTABLE[AMPERSAND] = NOTABLE[GREATER] = 1;

/** Elements that are open: their places and the lengths of their names as they are written. */
const openPlaces = new Int32Array(MAX_DEPTH);
const openLengths = new Int32Array(MAX_DEPTH);
/** Where a document's elements are put until it is known how many there are. One document is parsed at a time. */
let scratch = new Int32Array(SIZE * 4096);

type Attributes = { readonly [name: string]: string };

/**
 * Parses a document of the kind that nearly all metadata is: elements, plain attributes, text with the five named
 * references. Undefined for any other, be it well-formed or not: comments, CDATA, numeric references, a DOCTYPE, crossed
 * tags. Goes through the bytes once, and makes no string of what nobody asks for.
 */
export const parsePlainXml = (utf8: Buffer): XmlElement | undefined => {
  const names = XmlNames.shared;
  const size = utf8.length;
  let attributes: Map<number, Attributes> | undefined;
  let isAscii = true;
  let count = 0;
  let depth = 0;
  let at = DECLARATION.exec(utf8.toString('latin1', 0, Math.min(LONGEST_DECLARATION, size)))?.[0].length ?? 0;

  for (;;) {
    const text = at;
    let hasReference = false;
    for (; at < size; at += 1) {
      const byte = utf8[at] ?? 0;
      if (NOTABLE[byte] === 0) continue;
      if (byte === LESS) break;
      if (byte >= NOT_ASCII) {
        if (byte === EF && isUnusual(utf8, at)) return undefined;
        isAscii = false;
      } else if (byte === AMPERSAND) {
        if (!isReference(utf8, at + 1)) return undefined;
        hasReference = true;
      } else if (byte !== GREATER || (utf8[at - 1] === BRACKET && utf8[at - 2] === BRACKET)) return undefined;
    }
    if (depth === 0 && !isBlank(utf8, text, at)) return undefined;
    if (at === size) break;

    if (utf8[at + 1] === SLASH) {
      if (depth === 0) return undefined;
      depth -= 1;
      const place = (openPlaces[depth] ?? 0) * SIZE;
      const length = openLengths[depth] ?? 0;
      const end = at + 2 + length;
      if (utf8[end] !== GREATER || !repeats(utf8, at + 2, (scratch[place + START] ?? 0) + 1, length)) {
        return undefined;
      }
      const isLeaf = place + SIZE === count * SIZE;
      scratch[place + END] = end + 1;
      scratch[place + TEXT] = isLeaf ? text : 0;
      scratch[place + TEXT_END] = isLeaf ? (hasReference ? ~at : at) : 0;
      scratch[place + NEXT] = count;
      at = end + 1;
      continue;
    }

    if (depth >= MAX_DEPTH || (depth === 0 && count > 0)) return undefined;
    const start = at;
    let hash = 0;
    at += 1;
    for (let byte = utf8[at]; byte !== undefined && IN_NAME[byte] === 1; byte = utf8[at]) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      at += 1;
    }
    const name = names.find(utf8, start + 1, at, hash);
    if (name < 0) return undefined;
    const place = count * SIZE;
    if (place + SIZE > scratch.length) grow();
    scratch[place] = name;
    scratch[place + START] = start;
    const length = at - start - 1;
    if (utf8[at] !== GREATER) {
      const read = readAttributes(utf8, at);
      if (read === undefined) return undefined;
      if (read.kept !== undefined) (attributes ??= new Map<number, Attributes>()).set(count, read.kept);
      isAscii &&= read.isAscii;
      at = read.end;
      if (utf8[at] === SLASH && utf8[at + 1] === GREATER) {
        at += 2;
        scratch[place + END] = at;
        scratch[place + TEXT] = scratch[place + TEXT_END] = 0;
        scratch[place + NEXT] = count += 1;
        continue;
      }
      if (utf8[at] !== GREATER) return undefined;
    }
    at += 1;
    openPlaces[depth] = count;
    openLengths[depth] = length;
    depth += 1;
    count += 1;
  }
  if (depth > 0 || count === 0 || (!isAscii && !isUtf8(utf8))) return undefined;
  const tape = scratch.slice(0, count * SIZE);
  return rootOf(new XmlTree({ source: utf8, isAscii, names, tape, ...(attributes ? { attributes } : {}) }));
};

const grow = (): void => {
  const grown = new Int32Array(scratch.length * 2);
  grown.set(scratch);
  scratch = grown;
};

/** A byte order mark, or U+FFFE or U+FFFF, at the offset. */
const isUnusual = (utf8: Buffer, at: number): boolean => {
  const [second, third] = [utf8[at + 1], utf8[at + 2]];
  return (second === 0xbb && third === 0xbf) || (second === 0xbf && (third === 0xbe || third === 0xbf));
};

const isReference = (utf8: Buffer, at: number): boolean =>
  REFERENCES.some((name) => name.every((byte, offset) => utf8[at + offset] === byte));

const repeats = (utf8: Buffer, at: number, earlier: number, length: number): boolean => {
  for (let offset = 0; offset < length; offset += 1) if (utf8[at + offset] !== utf8[earlier + offset]) return false;
  return true;
};

/** Undefined where a name is given twice or a value holds what is not plain; what is no attribute ends the reading. */
const readAttributes = (
  utf8: Buffer,
  offset: number
): { readonly kept: Attributes | undefined; readonly end: number; readonly isAscii: boolean } | undefined => {
  const seen: string[] = [];
  let kept: Record<string, string> | undefined;
  let isAscii = true;
  let at = offset;
  for (;;) {
    const before = at;
    while (isSpace(utf8[at])) at += 1;
    const start = at;
    while (IN_NAME[utf8[at] ?? 0] === 1) at += 1;
    if (at === start) return { kept, end: at, isAscii };
    const name = utf8.toString('latin1', start, at);
    if (start === before || !XML_NAME.test(name) || seen.includes(name) || utf8[at] !== EQUALS) return undefined;
    seen.push(name);
    const quote = utf8[at + 1];
    if (quote !== QUOTE && quote !== APOSTROPHE) return undefined;
    const value = at + 2;
    for (at = value; utf8[at] !== quote; at += 1) {
      const byte = utf8[at];
      if (byte === undefined || byte < SPACE || byte === LESS || byte === AMPERSAND) return undefined;
      if (byte >= NOT_ASCII) {
        if (byte === EF && isUnusual(utf8, at)) return undefined;
        isAscii = false;
      }
    }
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) {
      kept ??= Object.create(null) as Record<string, string>;
      kept[name.slice(name.indexOf(':') + 1)] = utf8.toString('utf8', value, at);
    }
    at += 1;
  }
};

const isBlank = (utf8: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isSpace(utf8[at])) return false;
  return true;
};

const isSpace = (byte: number | undefined): boolean => byte === SPACE || byte === LINE_FEED || byte === TAB;
