import { XmlElement } from './xmlElement.ts';

/** Numbers kept of each element. */
const SIZE = 6;
/** Offsets into them; the first is the name's place among the names. */
const START = 1;
const END = 2;
/** Offset of a leaf's text; of a text that does not stand in the source as it is, `-1 -` its place among the texts. */
const TEXT = 3;
/** End of a leaf's text, `~` of it where named references stand in it. */
const TEXT_END = 4;
/** Place of the element that comes behind this one and all that is in it. */
const NEXT = 5;

/** Fewer than usual, so that the array seldom has to grow. */
const CHARACTERS_OF_ELEMENT = 32;

/** Makes a string of its own of a piece of the source. */
type CopyOf = (start: number, end: number) => string;

/** V8 keeps what a longer slice was cut out of, so that one name would keep a whole file in memory. */
const LONGEST_COPIED_SLICE = 12;

const REFERENCE = /&(amp|lt|gt|quot|apos);/g;
const REFERENCES: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The elements of a document in the order in which they begin, as numbers in one array: no object is made of an element
 * that nobody looks at, and most are not. Filled by the parsers, read through `XmlElement`.
 */
export class XmlTree {
  public readonly attributes = new Map<number, { readonly [name: string]: string }>();
  private readonly source: string;
  private readonly copyOf: CopyOf;
  private readonly names: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly texts: string[] = [];
  private tape: Int32Array;
  private count = 0;

  public constructor(source: string, copyOf: CopyOf) {
    this.source = source;
    this.copyOf = copyOf;
    this.tape = new Int32Array(SIZE * (8 + Math.trunc(source.length / CHARACTERS_OF_ELEMENT)));
  }

  public get root(): XmlElement | undefined {
    return this.count === 0 ? undefined : new XmlElement(this, 0);
  }

  /** The number of a name, the same each time. */
  public idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** Adds an element that begins at the offset, inside of all that are open; returns its place. */
  public open(name: number, start: number): number {
    const at = this.count * SIZE;
    if (at === this.tape.length) {
      const grown = new Int32Array(this.tape.length * 2);
      grown.set(this.tape);
      this.tape = grown;
    }
    this.tape[at] = name;
    this.tape[at + START] = start;
    return this.count++;
  }

  /** Ends an element whose text, if it is a leaf, stands between two offsets of the source. */
  public close(index: number, end: number, text: number, textEnd: number): void {
    const at = index * SIZE;
    this.tape[at + END] = end;
    this.tape[at + NEXT] = this.count;
    const isLeaf = this.count === index + 1;
    this.tape[at + TEXT] = isLeaf ? text : 0;
    this.tape[at + TEXT_END] = isLeaf ? textEnd : 0;
  }

  /** Ends an element whose text does not stand in the source as it is. */
  public closeWith(index: number, end: number, text: string): void {
    this.close(index, end, -1 - this.texts.length, 0);
    if (this.count === index + 1) this.texts.push(text);
  }

  public nameOf(index: number): string {
    return this.names[this.tape[index * SIZE] ?? 0] ?? '';
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
    return this.copyOf(start, ~end).replace(REFERENCE, (whole, name: string) => REFERENCES[name] ?? whole);
  }

  /** The first child of the name; 0 (the root, nobody's child) where there is none. */
  public child(parent: number, name: string): number {
    const id = this.ids.get(name);
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
    return end - start > LONGEST_COPIED_SLICE ? this.copyOf(start, end) : this.source.slice(start, end);
  }
}
