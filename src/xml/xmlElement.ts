import type { XmlTree } from './xmlTree.ts';

const NO_ATTRIBUTES: { readonly [name: string]: string } = Object.freeze({});

/**
 * One element of a parsed document: a view of a place in its tree, made when somebody looks at it. Metadata files hold
 * text or elements, never both, so text and children are apart.
 */
export class XmlElement {
  private readonly tree: XmlTree;
  private readonly index: number;

  public constructor(tree: XmlTree, index: number) {
    this.tree = tree;
    this.index = index;
  }

  /** Without a prefix. */
  public get name(): string {
    return this.tree.nameOf(this.index);
  }

  /** Names without prefixes; declarations of namespaces are left out. */
  public get attributes(): { readonly [name: string]: string } {
    return this.tree.attributes.get(this.index) ?? NO_ATTRIBUTES;
  }

  /** What the whole document holds though XML forbids it, each kind once: `U+000B`, `a bare "&"`. */
  public get mended(): readonly string[] {
    return this.tree.mended;
  }

  /** Empty for an element that holds elements. */
  public get text(): string {
    return this.tree.textOf(this.index);
  }

  /** Offset into the document's UTF-8: of its `<`. */
  public get start(): number {
    return this.tree.startOf(this.index);
  }

  /** Offset into the document's UTF-8: behind its last `>`. */
  public get end(): number {
    return this.tree.endOf(this.index);
  }

  public get children(): readonly XmlElement[] {
    const children: XmlElement[] = [];
    const end = this.tree.next(this.index);
    for (let at = this.index + 1; at < end; at = this.tree.next(at)) children.push(new XmlElement(this.tree, at));
    return children;
  }

  /** The children of the names given, in the document's order; no others are looked at. */
  public childrenIn(names: { has(name: string): boolean }): XmlElement[] {
    const children: XmlElement[] = [];
    const end = this.tree.next(this.index);
    for (let at = this.index + 1; at < end; at = this.tree.next(at)) {
      if (names.has(this.tree.nameOf(at))) children.push(new XmlElement(this.tree, at));
    }
    return children;
  }

  public get isLeaf(): boolean {
    return this.tree.next(this.index) <= this.index + 1;
  }

  /** The first child of one of the names. */
  public childIn(names: { has(name: string): boolean }): XmlElement | undefined {
    const end = this.tree.next(this.index);
    for (let at = this.index + 1; at < end; at = this.tree.next(at)) {
      if (names.has(this.tree.nameOf(at))) return new XmlElement(this.tree, at);
    }
    return undefined;
  }

  public childrenOf(name: string): XmlElement[] {
    const children: XmlElement[] = [];
    for (let at = this.tree.child(this.index, name); at > 0; at = this.tree.sibling(this.index, at)) {
      children.push(new XmlElement(this.tree, at));
    }
    return children;
  }

  public childOf(name: string): XmlElement | undefined {
    const at = this.tree.child(this.index, name);
    return at > 0 ? new XmlElement(this.tree, at) : undefined;
  }

  /** All elements of the names given, however deep, in the document's order, each with the one that holds it. */
  public allWithin(names: { has(name: string): boolean }): Array<{ parent: XmlElement; element: XmlElement }> {
    const found: Array<{ parent: XmlElement; element: XmlElement }> = [];
    const visit = (parent: number): void => {
      const end = this.tree.next(parent);
      for (let at = parent + 1, next = at; at < end; at = next) {
        next = this.tree.next(at);
        if (names.has(this.tree.nameOf(at))) {
          found.push({ parent: new XmlElement(this.tree, parent), element: new XmlElement(this.tree, at) });
        }
        if (next > at + 1) visit(at);
      }
    };
    visit(this.index);
    return found;
  }

  /** The names of the children, one for each of them. */
  public get childNames(): readonly string[] {
    const names: string[] = [];
    const end = this.tree.next(this.index);
    for (let at = this.index + 1; at < end; at = this.tree.next(at)) names.push(this.tree.nameOf(at));
    return names;
  }

  /** Of the named child's text; undefined when it is absent or empty. */
  public childBoolean(name: string): boolean | undefined {
    const at = this.tree.child(this.index, name);
    if (at === 0) return undefined;
    // Nearly all stand there just like this.
    const plain = this.tree.plainBoolean(at);
    if (plain !== undefined) return plain;
    const text = this.tree.textOf(at);
    return text === '' ? undefined : text.trim().toLowerCase() === 'true';
  }

  public childText(name: string): string | undefined {
    const at = this.tree.child(this.index, name);
    return at > 0 ? this.tree.textOf(at) : undefined;
  }
}

/** The element that holds all others. */
export const rootOf = (tree: XmlTree): XmlElement => new XmlElement(tree, 0);

/** Kinds of what was forgiven that are named. */
const NAMED_KINDS = 3;

/** What was forgiven and how it was read, for a sentence that begins with who holds it. */
export const forgivenText = (kinds: readonly string[]): string => {
  const more = kinds.length - NAMED_KINDS;
  const named = kinds.slice(0, NAMED_KINDS).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
  return `what XML forbids (${named}); it was read all the same, with \uFFFD for each character that can't stand in XML`;
};

export const childrenOf = (element: XmlElement, name: string): XmlElement[] => element.childrenOf(name);

export const childOf = (element: XmlElement, name: string): XmlElement | undefined => element.childOf(name);

/** Text of the named child; undefined when it is absent or empty. */
export const textOf = (element: XmlElement, name: string): string | undefined => {
  const text = element.childText(name);
  return text === '' ? undefined : text;
};

/** Undefined when the child is absent: an element that is not returned says nothing. */
export const booleanOf = (element: XmlElement, name: string): boolean | undefined => element.childBoolean(name);
