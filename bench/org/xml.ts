/** An element with text or with elements in it. */
export type Xml = readonly [name: string, content: string | readonly Xml[]];

const escape = (text: string): string =>
  /[&<>"']/.test(text)
    ? text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&apos;')
    : text;

const write = ([name, content]: Xml, indent: string): string =>
  typeof content === 'string'
    ? `${indent}<${name}>${escape(content)}</${name}>\n`
    : `${indent}<${name}>\n${content.map((child) => write(child, `${indent}    `)).join('')}${indent}</${name}>\n`;

/** A document as a retrieve writes it: four spaces a level, quotes escaped, a line end at the end. */
export const xmlDocument = (root: string, content: readonly Xml[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">\n${content
    .map((child) => write(child, '    '))
    .join('')}</${root}>\n`;

export const repeat = (count: number, make: (index: number) => Xml): Xml[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** The elements where a condition holds, none otherwise. */
export const when = (condition: boolean, ...elements: Xml[]): Xml[] => (condition ? elements : []);
