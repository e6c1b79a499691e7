import { asciiText } from './textCache.ts';
import type { XmlNames } from './xmlNames.ts';

/** Numbers kept of each element. */
export const SIZE = 6;
/** Offsets into them; the first is the name's number. */
export const START = 1;
export const END = 2;
/** Offset of a leaf's text; of a text that does not stand in the source as it is, `-1 -` its place among the texts. */
export const TEXT = 3;
/** End of a leaf's text, `~` of it where named references stand in it. */
export const TEXT_END = 4;
/** Place of the element that comes behind this one and all that is in it. */
export const NEXT = 5;

const REFERENCE = /&(amp|lt|gt|quot|apos);/g;
const REFERENCES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `true` and `fals` as the four bytes are read in one. */
const TRUE = Buffer.from('true').readUInt32LE();
const FALS = Buffer.from('fals').readUInt32LE();
const LOWER_E = 0x65;

const NO_ATTRIBUTES: ReadonlyMap<number, Attributes> = new Map();

type Attributes = { readonly [name: string]: string };

/** What a parser found. */
export type XmlTape = {
  /** UTF-8 of the document; offsets are offsets into it. */
  readonly source: Buffer;
  /** Whether each byte of it is a character. */
  readonly isAscii: boolean;
  readonly names: XmlNames;
  /** The elements in the order in which they begin, `SIZE` numbers each. */
  readonly tape: Int32Array;
  /** By the element's place; of those that have none, nothing. */
  readonly attributes?: ReadonlyMap<number, Attributes>;
  /** Texts that do not stand in the source as they are. */
  readonly texts?: readonly string[];
  /** What XML forbids and was forgiven. */
  readonly mended?: readonly string[];
};

/**
 * The elements of a document in the order in which they begin, as numbers in one array: no object is made of an element
 * that nobody looks at, and most are not. Filled by the parsers, read through `XmlElement`.
 */
export class XmlTree {
  public readonly attributes: ReadonlyMap<number, Attributes>;
  public readonly mended: readonly string[];
  private readonly source: Buffer;
  private readonly isAscii: boolean;
  private readonly names: XmlNames;
  private readonly texts: readonly string[];
  private readonly tape: Int32Array;

  public constructor({ source, isAscii, names, tape, attributes = NO_ATTRIBUTES, texts = [], mended = [] }: XmlTape) {
    this.source = source;
    this.isAscii = isAscii;
    this.names = names;
    this.tape = tape;
    this.attributes = attributes;
    this.texts = texts;
    this.mended = mended;
  }

  public nameOf(index: number): string {
    return this.tape.length === 0 ? '' : this.names.nameOf(this.tape[index * SIZE] ?? 0);
  }

  public startOf(index: number): number {
    return this.tape[index * SIZE + START] ?? 0;
  }

  public endOf(index: number): number {
    return this.tape[index * SIZE + END] ?? 0;
  }

  public next(index: number): number {
    return this.tape[index * SIZE + NEXT] ?? 0;
  }

  public textOf(index: number): string {
    const start = this.tape[index * SIZE + TEXT] ?? 0;
    const end = this.tape[index * SIZE + TEXT_END] ?? 0;
    if (start < 0) return this.texts[-1 - start] ?? '';
    if (end >= 0) return this.slice(start, end);
    return this.slice(start, ~end).replace(REFERENCE, (whole, name: string) => REFERENCES[name] ?? whole);
  }

  /** Whether the text is just `true` or `false`; undefined where it is anything else. Makes no string of it. */
  public plainBoolean(index: number): boolean | undefined {
    const { tape, source } = this;
    const start = tape[index * SIZE + TEXT] ?? 0;
    const length = (tape[index * SIZE + TEXT_END] ?? 0) - start;
    if (start <= 0 || length < 4 || length > 5) return undefined;
    const four = source.readUInt32LE(start);
    if (length === 4) return four === TRUE ? true : undefined;
    return four === FALS && source[start + 4] === LOWER_E ? false : undefined;
  }

  /** The first child of the name; 0 (the root, nobody's child) where there is none. */
  public child(parent: number, name: string): number {
    const id = this.names.knownId(name);
    return id === undefined ? 0 : this.from(parent + 1, this.next(parent), id);
  }

  /** The next child of the same name, or 0. */
  public sibling(parent: number, index: number): number {
    return this.from(this.next(index), this.next(parent), this.tape[index * SIZE] ?? 0);
  }

  private from(index: number, end: number, name: number): number {
    const { tape } = this;
    for (let at = index; at < end; at = tape[at * SIZE + NEXT] ?? end) if (tape[at * SIZE] === name) return at;
    return 0;
  }

  private slice(start: number, end: number): string {
    return this.isAscii ? asciiText(this.source, start, end) : this.source.toString('utf8', start, end);
  }
}
