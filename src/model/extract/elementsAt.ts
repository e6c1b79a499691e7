import type { XmlElement } from '../xmlElement.ts';

/** All elements at a path below an element (`layoutSections.layoutColumns`), in the document's order. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] => {
  const found: XmlElement[] = [];
  const names = path.split('.');
  const visit = (parent: XmlElement, depth: number): void => {
    for (const child of parent.children) {
      if (child.name !== names[depth]) continue;
      if (depth === names.length - 1) found.push(child);
      else visit(child, depth + 1);
    }
  };
  visit(element, 0);
  return found;
};
