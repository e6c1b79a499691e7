import { extract } from '../../src/extract/extract.ts';
import { entryOf } from '../../src/catalogue/catalogue.ts';
import type { ExtractedComponent, Extraction } from '../../src/model/extraction.ts';
import { parseXml } from '../../src/xml/parseXml.ts';

/** Extracts one document; `content` is what stands in the root element, `body` the source file of a source type. */
export const extractFrom = (type: string, fullName: string, content: string, body?: string): Extraction => {
  const entry = entryOf(type);
  if (entry === undefined) throw new Error(`no entry for ${type}`);
  const utf8 = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata">${content}</${type}>\n`
  );
  const meta = { name: entry.shape === 'xml' ? '' : '-meta.xml', utf8, root: parseXml(utf8) };
  return extract({
    entry,
    fullName,
    parts: body === undefined ? [meta] : [{ name: '', utf8: Buffer.from(body) }, meta],
  });
};

export const component = (extraction: Extraction, type: string): ExtractedComponent => {
  const found = extraction.components.find((each) => each.type === type);
  if (found === undefined) throw new Error(`no ${type} was extracted`);
  return found;
};

/** Mentions as `kind Type:Name`, of one type of component where it is given. */
export const mentionsIn = ({ components, mentions }: Extraction, ofType?: string): string[] =>
  mentions
    .filter(({ from }) => ofType === undefined || components[from]?.type === ofType)
    .map(({ kind, type, fullName }) => `${kind} ${type}:${fullName}`);
