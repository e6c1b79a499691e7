/** A file of an sfdx source project, its path below a package directory. */
export type SourceFile = { readonly path: string; readonly content: string };

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** One component's document. `lines` are its elements in the order of the WSDL, which is the alphabet's. */
export const sourceFile = (path: string, type: string, lines: readonly string[]): SourceFile => ({
  path,
  content: `${HEAD}<${type} xmlns="http://soap.sforce.com/2006/04/metadata">\n${lines.map((line) => `    ${line}\n`).join('')}</${type}>\n`,
});

export const sourceElement = (name: string, text: string): string =>
  `<${name}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</${name}>`;
