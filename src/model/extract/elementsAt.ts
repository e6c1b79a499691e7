import type { XmlElement } from '../xmlElement.ts';

/** By path; paths stand in the readers, so there are only so many of them. */
const namesOf = new Map<string, readonly string[]>();

/** All elements at a path below an element (`layoutSections.layoutColumns`), in the document's order. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] => {
  const names = namesOf.get(path) ?? path.split('.');
  namesOf.set(path, names);
  let found: readonly XmlElement[] = [element];
  for (const name of names) {
    const [first] = found;
    if (first === undefined) return found;
    found = found.length === 1 ? first.childrenOf(name) : found.flatMap((each) => each.childrenOf(name));
  }
  return found;
};
