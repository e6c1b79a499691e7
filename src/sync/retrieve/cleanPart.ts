import { isUtf8 } from 'node:buffer';
import { HIDDEN_TEXT } from '../../extract/attributes.ts';
import type { DocumentPart } from '../../extract/reader.ts';
import { withoutSections } from '../../extract/sections.ts';
import type { CatalogueEntry } from '../../catalogue/entry.ts';
import { parseXml } from '../../xml/parseXml.ts';
import { hideSentInBytes } from '../../secrets/liveSecrets.ts';
import type { XmlElement } from '../../xml/xmlElement.ts';

/** A component came, but its package hides even the file that says what it is: nothing is wrong, and nothing is to be had. */
export class HiddenTextError extends Error {
  public override readonly name = 'HiddenTextError';

  public constructor() {
    super('its package hides its text');
  }
}

export type RawPart = {
  /** Empty for the file itself, `-meta.xml` for its companion. */
  readonly name: string;
  /** Inflates anew at each call, so that a batch is never in memory as a whole. Throws a `ZipError` for a damaged file. */
  readonly bytes: () => Buffer;
  readonly deflated?: Uint8Array;
};

/**
 * A file as it is hashed and stored: line ends normalised, request-dependent sections and secrets left out, those that this
 * program holds too.
 */
export type CleanPart = {
  readonly name: string;
  readonly kind: 'xml' | 'text' | 'binary';
  readonly bytes: Buffer;
  /** The zip's own deflate stream, where nothing had to be changed. */
  readonly deflated?: Uint8Array;
  /** Parsed already, because something might have had to be cut; absent for XML that was not looked into yet. */
  readonly root?: XmlElement;
};

export const cleanPart = (
  part: RawPart,
  { entry, leftOut }: { readonly entry: CatalogueEntry; readonly leftOut: readonly string[] }
): CleanPart => {
  const raw = part.bytes();
  const kind = kindOf(part.name, raw, entry);
  const bytes = kind === 'binary' ? raw : hideSentInBytes(normaliseLineEnds(raw));
  const deflated = bytes === raw ? part.deflated : undefined;
  const clean: CleanPart = { name: part.name, kind, bytes, ...(deflated ? { deflated } : {}) };
  const sections = [...leftOut, ...(entry.secrets ?? [])];
  if (kind !== 'xml' || sections.length === 0) return clean;
  const root = rootOf(bytes);
  const kept = withoutSections(bytes, root, sections);
  return kept === bytes ? { ...clean, root } : { name: part.name, kind, bytes: kept };
};

const META = '-meta.xml';

const kindOf = (name: string, bytes: Buffer, { shape, suffix }: CatalogueEntry): CleanPart['kind'] => {
  if (shape === 'bundle') return kindInBundle(name, bytes, suffix);
  if (shape === 'xml' || name.endsWith(META)) return 'xml';
  return shape === 'binary' ? 'binary' : 'text';
};

/**
 * In bundles only the bundle's own companion, or the file of its own suffix, is read as XML: Aura's markup is XML by
 * courtesy alone, and a Lightning web component inside a site has a companion that says nothing of the site. A site has
 * pictures among its texts.
 */
const kindInBundle = (name: string, bytes: Buffer, suffix: string): CleanPart['kind'] => {
  const isOwn =
    suffix === '' ? name.endsWith(META) : [`.${suffix}`, `.${suffix}${META}`].some((end) => name.endsWith(end));
  if (isOwn && !name.includes('/')) return 'xml';
  return isText(bytes) ? 'text' : 'binary';
};

/** By the content alone, so that the same file is always cleaned in the same way. */
const isText = (bytes: Buffer): boolean => isUtf8(bytes) && !bytes.includes(0);

const rootOf = (utf8: Buffer): XmlElement => {
  if (HIDDEN.equals(utf8)) throw new HiddenTextError();
  return parseXml(utf8);
};

const HIDDEN = Buffer.from(HIDDEN_TEXT);

/** What the extractors get to see of it; of a file that is no text only its hash and size. */
export const parsedPart = ({ name, kind, bytes, root }: CleanPart, hash: string): DocumentPart => {
  if (kind === 'binary') return { name, utf8: Buffer.from(hash), size: bytes.length };
  return { name, utf8: bytes, ...(kind === 'xml' ? { root: root ?? rootOf(bytes) } : {}) };
};

const CR = 0x0d;
const LF = 0x0a;

const withoutByteOrderMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

/**
 * Turns CRLF and lone CR into LF and drops a UTF-8 byte order mark, so that content hashes do not depend on who wrote
 * the file last. Returns the very same buffer where there is nothing to do.
 */
export const normaliseLineEnds = (bytes: Buffer): Buffer => {
  const body = withoutByteOrderMark(bytes);
  let next = body.indexOf(CR);
  if (next < 0) return body;
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  let from = 0;
  while (next >= 0) {
    length += body.copy(out, length, from, next);
    out[length++] = LF;
    from = body[next + 1] === LF ? next + 2 : next + 1;
    next = body.indexOf(CR, from);
  }
  length += body.copy(out, length, from);
  return out.subarray(0, length);
};
