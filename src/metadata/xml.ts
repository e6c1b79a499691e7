import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { XmlElement } from '../model/xmlElement.ts';
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

type Building = {
  name: string;
  attributes: { readonly [name: string]: string };
  children: Building[];
  text: string;
  start: number;
  end: number;
};

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

const NO_ATTRIBUTES: { readonly [name: string]: string } = Object.freeze({});
/** Shared by all leaves, which are most elements; it is replaced, never filled. */
const NO_CHILDREN = Object.freeze([]) as unknown as Building[];

const attributesOf = (tag: SaxesTagPlain): { readonly [name: string]: string } => {
  let kept: Record<string, string> | undefined;
  for (const name in tag.attributes) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    kept ??= Object.create(null) as Record<string, string>;
    kept[localName(name)] = tag.attributes[name] ?? '';
  }
  return kept ?? NO_ATTRIBUTES;
};

/**
 * Parses one document into a tree with offsets into the given text. Namespaces are ignored: names lose their prefix,
 * declarations are dropped. Documents with a DOCTYPE (and so with entities of their own), of more than 200 levels, or
 * that are not well-formed throw an `XmlError`.
 */
export const parseXml = (text: string): XmlElement => parsePlainXml(text) ?? parseStrictly(text);

/** Judges every text, character by character; what `parseXml` does where the fast way is at its end. */
export const parseStrictly = (text: string): XmlElement => {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  const open: Building[] = [];
  let root: Building | undefined;
  let current: Building | undefined;
  let pending = '';

  parser.on('error', (error) => {
    throw new XmlError(error.message, parser.line);
  });
  parser.on('doctype', () => {
    throw new XmlError('a document type declaration is not allowed', parser.line);
  });
  parser.on('opentagstart', (tag) => {
    if (open.length >= MAX_DEPTH) throw new XmlError(`more than ${MAX_DEPTH} levels deep`, parser.line);
    const element: Building = {
      name: localName(tag.name),
      attributes: NO_ATTRIBUTES,
      children: NO_CHILDREN,
      text: '',
      start: text.lastIndexOf('<', parser.position - 2),
      end: 0,
    };
    if (current === undefined) root ??= element;
    else if (current.children === NO_CHILDREN) current.children = [element];
    else current.children.push(element);
    open.push(element);
    current = element;
    pending = '';
  });
  parser.on('opentag', (tag) => {
    if (current !== undefined) current.attributes = attributesOf(tag);
  });
  parser.on('text', (piece) => {
    pending += piece;
  });
  parser.on('cdata', (piece) => {
    pending += piece;
  });
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    closed.end = parser.position;
    if (closed.children === NO_CHILDREN) closed.text = pending;
    pending = '';
    current = open.at(-1);
  });

  parser.write(text).close();
  if (root === undefined) throw new XmlError('no root element', 1);
  return root;
};
