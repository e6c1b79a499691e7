import { isUtf8 } from 'node:buffer';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { decoded } from './decode.ts';
import { mendText, type MendedText } from './mendText.ts';
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

const attributesOf = (
  tag: SaxesTagPlain,
  restore: MendedText['restore']
): { readonly [name: string]: string } | undefined => {
  let kept: Record<string, string> | undefined;
  for (const name in tag.attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    kept ??= Object.create(null) as Record<string, string>;
    kept[localName(name)] = restore(tag.attributes[name] ?? '', 'text');
  }
  return kept;
};

/**
 * Parses one document into a tree with offsets into its UTF-8; a string is turned into that first. Namespaces are ignored:
 * names lose their prefix, declarations are dropped. Characters that XML forbids are forgiven: the tree says which
 * (`mended`). Documents with a DOCTYPE (and so with entities of their own), of more than 200 levels, that end too early or
 * whose tags do not match throw an `XmlError`.
 */
export const parseXml = (document: Buffer | string): XmlElement => {
  const utf8 = typeof document === 'string' ? Buffer.from(document) : document;
  return parsePlainXml(utf8) ?? parseOther(utf8);
};

const parseOther = (utf8: Buffer): XmlElement => {
  try {
    return parseStrictly(utf8);
  } catch (error) {
    const mended = error instanceof XmlError ? mendText(utf8) : undefined;
    if (mended === undefined) throw error;
    return parseText(utf8, mended);
  }
};

/** Judges every document, character by character; what `parseXml` does where the fast way is at its end. */
export const parseStrictly = (utf8: Buffer): XmlElement => {
  if (!isUtf8(utf8)) throw new XmlError('it is not UTF-8', 1);
  return parseText(utf8, { ...decoded(utf8), restore: (piece) => piece, kinds: [] });
};

const parseText = (utf8: Buffer, { text, offsetOf, restore, kinds }: MendedText): XmlElement => {
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
    const found = attributesOf(tag, restore);
    if (found !== undefined) attributes.set((open.at(-1) ?? 0) / SIZE, found);
  });
  parser.on('text', (piece) => {
    pending += restore(piece, 'text');
  });
  parser.on('cdata', (piece) => {
    pending += restore(piece, 'cdata');
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
    new XmlTree({
      ...{ source: utf8, isAscii: false, names, tape: Int32Array.from(elements), attributes, texts },
      mended: kinds,
    })
  );
};
