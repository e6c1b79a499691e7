/**
 * One element of a parsed document. Metadata files hold text or elements, never both, so text and children are apart.
 * `start` and `end` are offsets into the document's text, from `<` to behind `>`.
 */
export type XmlElement = {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name);

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** Text of the named child; undefined when it is absent or empty. */
export const textOf = (element: XmlElement, name: string): string | undefined => {
  const text = childOf(element, name)?.text;
  return text === '' ? undefined : text;
};

/** Undefined when the child is absent: an element that is not returned says nothing. */
export const booleanOf = (element: XmlElement, name: string): boolean | undefined => {
  const text = textOf(element, name);
  return text === undefined ? undefined : text.trim().toLowerCase() === 'true';
};

export const numberOf = (element: XmlElement, name: string): number | undefined => {
  const text = textOf(element, name);
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
};
