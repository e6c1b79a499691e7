import { extract } from '../../src/extract/extract.ts';
import type { DocumentPart } from '../../src/extract/reader.ts';
import { entryOf } from '../../src/catalogue/catalogue.ts';
import type { Extraction } from '../../src/model/extraction.ts';
import { parseXml } from '../../src/xml/parseXml.ts';

/**
 * Extracts a document of several files by their names in it; a number is a binary file of so many bytes. What stands in
 * the root element of an XML file is enough.
 */
export const extractFiles = (
  type: string,
  fullName: string,
  files: { readonly [name: string]: string | number }
): Extraction => {
  const entry = entryOf(type);
  if (entry === undefined) throw new Error(`no entry for ${type}`);
  const isXml = (name: string): boolean =>
    name.endsWith('-meta.xml') || (entry.suffix !== '' && name.endsWith(`.${entry.suffix}`));
  const parts = Object.entries(files).map(([name, content]): DocumentPart => {
    if (typeof content === 'number') return { name, utf8: Buffer.from(`hash of ${name}`), size: content };
    if (!isXml(name)) return { name, utf8: Buffer.from(content) };
    const utf8 = Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${type}>\n`
    );
    return { name, utf8, root: parseXml(utf8) };
  });
  return extract({ entry, fullName, parts });
};
