import type { XmlElement } from '../xml/xmlElement.ts';

/**
 * Cuts the elements at the given paths (`recordTypes.picklistValues`, from the root's children) out of the document, each
 * with the white space in front of it. Paths that start with `!` name the root's children that stay, all others go.
 * What remains is the same whether the sections were there or not.
 */
export const withoutSections = (utf8: Buffer, root: XmlElement, paths: readonly string[]): Buffer => {
  const kept = new Set(paths.filter((path) => path.startsWith('!')).map((path) => path.slice(1)));
  const cuts = treeOf(paths.filter((path) => !path.startsWith('!')));
  const pieces: Buffer[] = [];
  let from = 0;
  const visit = (element: XmlElement, node: CutTree, isRoot: boolean): void => {
    for (const child of element.children) {
      const next = node.below.get(child.name);
      if (next?.below.size === 0 || (isRoot && kept.size > 0 && !kept.has(child.name))) {
        pieces.push(utf8.subarray(from, startOfSpaceBefore(utf8, child.start)));
        from = child.end;
      } else if (next !== undefined) visit(child, next, false);
    }
  };
  visit(root, cuts, true);
  return from === 0 ? utf8 : Buffer.concat([...pieces, utf8.subarray(from)]);
};

/** Names by level; a name without names below it is cut. */
type CutTree = { readonly below: Map<string, CutTree> };

const treeOf = (paths: readonly string[]): CutTree => {
  const tree: CutTree = { below: new Map() };
  for (const path of paths) {
    let node = tree;
    for (const name of path.split('.')) {
      const next: CutTree = node.below.get(name) ?? { below: new Map() };
      node.below.set(name, next);
      node = next;
    }
  }
  return tree;
};

const startOfSpaceBefore = (utf8: Buffer, offset: number): number => {
  let start = offset;
  while (start > 0 && isSpace(utf8[start - 1])) start--;
  return start;
};

const isSpace = (code: number | undefined): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d;
