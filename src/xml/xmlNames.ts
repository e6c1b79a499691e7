/** No org has a fraction of this many element names; a hostile document could. */
const MOST_NAMES = 10_000;
const SLOTS = 1 << 15;
const MASK = SLOTS - 1;

/** `fields`, `m:fields`: letters, digits, `_`, `.`, `-`, and at most one prefix. */
export const XML_NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;

/**
 * The names of elements as numbers, so that telling two apart is comparing numbers. Shared by all documents of a process:
 * the same few hundred names come again and again.
 */
export class XmlNames {
  private static current = new XmlNames();
  private readonly slots = new Int32Array(SLOTS);
  private readonly hashes: number[] = [];
  private readonly written: Buffer[] = [];
  /** Number of the local name by the number of the written one. */
  private readonly locals: number[] = [];
  private readonly names: string[] = [];
  private readonly ids = new Map<string, number>();

  /** Those of today's documents; new ones where too many have come together. Trees keep the ones they were made with. */
  public static get shared(): XmlNames {
    if (XmlNames.current.written.length + XmlNames.current.names.length > MOST_NAMES) XmlNames.current = new XmlNames();
    return XmlNames.current;
  }

  /** The number of a name without a prefix. */
  public idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  /** Undefined for a name that no document has had. */
  public knownId(name: string): number | undefined {
    return this.ids.get(name);
  }

  public nameOf(id: number): string {
    return this.names[id] ?? '';
  }

  /**
   * The number of the name, without its prefix, that stands between two offsets of a document, by a hash of its bytes; -1
   * for what is no plain name.
   */
  public find(document: Buffer, start: number, end: number, hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & MASK;
    for (let place = this.slots[slot] ?? 0; place > 0; place = this.slots[slot] ?? 0) {
      if (this.hashes[place - 1] === hash && this.isWritten(place - 1, document, start, end)) {
        return this.locals[place - 1] ?? -1;
      }
      slot = (slot + 1) & MASK;
    }
    const text = document.toString('latin1', start, end);
    // A document with more names than there is room for is one for the strict parser.
    if (!XML_NAME.test(text) || this.written.length >= SLOTS / 2) return -1;
    this.hashes.push(hash);
    this.slots[slot] = this.written.push(Buffer.from(text, 'latin1'));
    const local = this.idOf(text.slice(text.indexOf(':') + 1));
    this.locals.push(local);
    return local;
  }

  private isWritten(index: number, document: Buffer, start: number, end: number): boolean {
    const written = this.written[index];
    if (written?.length !== end - start) return false;
    for (let at = 0; at < written.length; at += 1) if (written[at] !== document[start + at]) return false;
    return true;
  }
}
