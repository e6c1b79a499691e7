import type { XmlElement } from '../xmlElement.ts';

/** All elements at a path below an element (`layoutSections.layoutColumns`), in the document's order. */
export const elementsAt = (element: XmlElement, path: string): readonly XmlElement[] => {
  const [name = '', ...below] = path.split('.');
  return below.reduce<readonly XmlElement[]>(
    (found, next) =>
      found.length === 1 && found[0] ? found[0].childrenOf(next) : found.flatMap((each) => each.childrenOf(next)),
    element.childrenOf(name)
  );
};
