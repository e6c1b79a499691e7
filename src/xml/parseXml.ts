import { isUtf8 } from 'node:buffer';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { parsePlainXml } from './plainXml.ts';
import { rootOf, type XmlElement } from './xmlElement.ts';
import { XmlNames } from './xmlNames.ts';
import { END, NEXT, SIZE, TEXT, XmlTree } from './xmlTree.ts';

/** Metadata files are at most about ten levels deep; more than this is an attack or an accident. */
const MAX_DEPTH = 200;
const MAX_MESSAGE = 200;

/** Why a document cannot be read. The message holds at most 200 characters, so that it carries no content into a log. */
export class XmlError extends Error {
  public override readonly name = 'XmlError';
  /** Counted from 1. */
  public readonly line: number;

  public constructor(message: string, line: number) {
    super(message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE - 1)}…` : message);
    this.line = line;
  }
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

const attributesOf = (tag: SaxesTagPlain): { readonly [name: string]: string } | undefined => {
  let kept: Record<string, string> | undefined;
  for (const name in tag.attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    kept ??= Object.create(null) as Record<string, string>;
    kept[localName(name)] = tag.attributes[name] ?? '';
  }
  return kept;
};

/**
 * Parses one document into a tree with offsets into its UTF-8; a string is turned into that first. Namespaces are ignored:
 * names lose their prefix, declarations are dropped. Documents with a DOCTYPE (and so with entities of their own), of more
 * than 200 levels, or that are not well-formed throw an `XmlError`.
 */
export const parseXml = (document: Buffer | string): XmlElement => {
  const utf8 = typeof document === 'string' ? Buffer.from(document) : document;
  return parsePlainXml(utf8) ?? parseStrictly(utf8);
};

/** Judges every document, character by character; what `parseXml` does where the fast way is at its end. */
export const parseStrictly = (utf8: Buffer): XmlElement => {
  if (!isUtf8(utf8)) throw new XmlError('it is not UTF-8', 1);
  const text = utf8.toString('utf8');
  const offsetOf = byteOffsets(text, utf8);
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const names = XmlNames.shared;
  const elements: number[] = [];
  const attributes = new Map<number, { readonly [name: string]: string }>();
  const texts: string[] = [];
  const open: number[] = [];
  let pending = '';

  parser.on('error', (error) => {
    throw new XmlError(error.message, parser.line);
  });
  parser.on('doctype', () => {
    throw new XmlError('a document type declaration is not allowed', parser.line);
  });
  parser.on('opentagstart', (tag) => {
    if (open.length >= MAX_DEPTH) throw new XmlError(`more than ${MAX_DEPTH} levels deep`, parser.line);
    open.push(elements.length);
    elements.push(names.idOf(localName(tag.name)), offsetOf(text.lastIndexOf('<', parser.position - 2)), 0, 0, 0, 0);
    pending = '';
  });
  parser.on('opentag', (tag) => {
    const found = attributesOf(tag);
    if (found !== undefined) attributes.set((open.at(-1) ?? 0) / SIZE, found);
  });
  parser.on('text', (piece) => {
    pending += piece;
  });
  parser.on('cdata', (piece) => {
    pending += piece;
  });
  parser.on('closetag', () => {
    const place = open.pop() ?? 0;
    elements[place + END] = offsetOf(parser.position);
    elements[place + NEXT] = elements.length / SIZE;
    if (elements.length === place + SIZE) elements[place + TEXT] = -texts.push(pending);
    pending = '';
  });

  parser.write(text).close();
  if (elements.length === 0) throw new XmlError('no root element', 1);
  return rootOf(
    new XmlTree({ source: utf8, isAscii: false, names, tape: Int32Array.from(elements), attributes, texts })
  );
};

/** Turns offsets into a text into offsets into its UTF-8. */
const byteOffsets = (text: string, utf8: Buffer): ((offset: number) => number) => {
  if (text.length === utf8.length) return (offset) => offset;
  const offsets = new Int32Array(text.length + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    offsets[at] = bytes;
    const code = text.charCodeAt(at);
    // Two bytes for each half of a pair of surrogates.
    bytes += code < 0x80 ? 1 : code < 0x800 || isSurrogate(code) ? 2 : 3;
  }
  offsets[text.length] = bytes;
  return (offset) => offsets[offset] ?? bytes;
};

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
