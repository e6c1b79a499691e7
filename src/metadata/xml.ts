import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { XmlElement } from '../model/xmlElement.ts';
import { XmlTree } from '../model/xmlTree.ts';
import { copying } from './copying.ts';
import { parsePlainXml } from './plainXml.ts';

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
 * Parses one document into a tree with offsets into the given text; whoever has its UTF-8 at hand gives that too.
 * Namespaces are ignored: names lose their prefix, declarations are dropped. Documents with a DOCTYPE (and so with
 * entities of their own), of more than 200 levels, or that are not well-formed throw an `XmlError`.
 */
export const parseXml = (text: string, utf8?: Buffer): XmlElement => parsePlainXml(text, utf8) ?? parseStrictly(text);

/** Judges every text, character by character; what `parseXml` does where the fast way is at its end. */
export const parseStrictly = (text: string): XmlElement => {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const tree = new XmlTree(text, copying(text));
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
    open.push(tree.open(tree.idOf(localName(tag.name)), text.lastIndexOf('<', parser.position - 2)));
    pending = '';
  });
  parser.on('opentag', (tag) => {
    const attributes = attributesOf(tag);
    if (attributes !== undefined) tree.attributes.set(open.at(-1) ?? 0, attributes);
  });
  parser.on('text', (piece) => {
    pending += piece;
  });
  parser.on('cdata', (piece) => {
    pending += piece;
  });
  parser.on('closetag', () => {
    const index = open.pop();
    if (index !== undefined) tree.closeWith(index, parser.position, pending);
    pending = '';
  });

  parser.write(text).close();
  if (tree.root === undefined) throw new XmlError('no root element', 1);
  return tree.root;
};
