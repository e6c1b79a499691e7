import type { ExtractedComponent, ExtractedGrant, Extraction, Mention } from '../model/extraction.ts';
import { componentKey, decodeRawName, type ComponentKey, type ComponentName } from '../model/names/componentName.ts';
import { forgivenText, rootOf, textOf, type XmlElement } from '../xml/xmlElement.ts';
import { XmlNames } from '../xml/xmlNames.ts';
import { XmlTree } from '../xml/xmlTree.ts';
import { ACCESS_OF_KIND, distinctGrants, distinctMentions } from './mentionRules.ts';
import type { ComponentReader, Subject, DocumentPart, DocumentType, RetrievedDocument } from './reader.ts';
import { readers } from './readers.ts';
import { withoutSections } from './sections.ts';

/** Of a document without an XML file. */
const NO_ELEMENT = rootOf(
  new XmlTree({
    source: Buffer.alloc(0),
    isAscii: true,
    names: XmlNames.shared,
    tape: new Int32Array(0),
  })
);

/** Turns one document into its components, and into what they mention and grant: a function of its text alone. */
export const extract = (document: RetrievedDocument): Extraction => {
  const warnings: string[] = [];
  const xml = document.parts.find((part) => part.root !== undefined);
  const body = bodyOf(document);
  const name = `${document.entry.type}:${document.fullName}`;
  if (xml === undefined && document.entry.metaFile === undefined) warnings.push(`${name} came without its XML file.`);
  if (hasBody(document.entry) && body === undefined) warnings.push(`${name} came without its source file.`);

  const forgiven = new Set(document.parts.flatMap(({ root }) => root?.mended ?? []));
  if (forgiven.size > 0) warnings.push(`${name} holds ${forgivenText([...forgiven])}.`);

  const children = xml?.root ? childrenIn(document, xml.root, warnings) : [];

  const root: Subject = {
    type: document.entry.type,
    fullName: document.fullName,
    element: xml?.root ?? NO_ELEMENT,
    body: body?.utf8.toString('utf8') ?? '',
    parts: document.parts,
  };
  const components = [componentOf(root, rootText(document))];
  const mentions: Mention[] = [];
  const grants: ExtractedGrant[] = [];
  [root, ...children].forEach((subject, from) => {
    if (from > 0) components.push(componentOf(subject, textIn(xml, subject.element)));
    const reader = readerOf(subject.type);
    for (const mention of distinctMentions(reader.mentions?.(subject) ?? [])) {
      const { kind, type, fullName, place, line, access = ACCESS_OF_KIND[kind] } = mention;
      mentions.push({
        from,
        kind,
        type,
        fullName,
        place,
        ...(line === undefined ? {} : { line }),
        ...(access === undefined ? {} : { access }),
      });
    }
    for (const { type, fullName, rights } of distinctGrants(reader.grants?.(subject) ?? [])) {
      grants.push({ from, type, fullName, rights });
    }
  });
  return { components, mentions, grants, warnings };
};

/** In a bundle with a suffix the component is its XML file; the other files are extras. */
const hasBody = ({ shape, suffix }: DocumentType): boolean =>
  shape === 'source' || shape === 'binary' || (shape === 'bundle' && suffix === '');

/** The file that the companion describes; of a bundle, the one whose companion came: `row.js` of `row.js-meta.xml`. */
const bodyOf = ({ entry, parts }: RetrievedDocument): DocumentPart | undefined => {
  if (!hasBody(entry)) return undefined;
  if (entry.metaFile !== undefined) return parts.find((part) => part.name === entry.metaFile);
  if (entry.shape !== 'bundle') return parts.find((part) => part.name === '');
  const meta = parts.find((part) => part.root !== undefined)?.name;
  return parts.find((part) => `${part.name}-meta.xml` === meta) ?? parts.find((part) => part.root === undefined);
};

const GENERIC: ComponentReader = {};

const readerOf = (type: string): ComponentReader => readers.get(type) ?? GENERIC;

/** A container's text without its children; several parts one after the other, in the order of their names. */
const rootText = ({ entry, parts }: RetrievedDocument): Uint8Array => {
  const elements = entry.children.map((child) => child.element);
  const texts = parts
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ utf8, root }) =>
      root === undefined || elements.length === 0 ? utf8 : withoutSections(utf8, root, elements)
    );
  const [first, ...others] = texts;
  if (first === undefined || others.length === 0) return first ?? Buffer.alloc(0);
  return Buffer.concat([first, ...others.flatMap((text) => [LINE_END, text])]);
};

const LINE_END = Buffer.from('\n');

const textIn = (xml: DocumentPart | undefined, { start, end }: XmlElement): Uint8Array =>
  xml?.utf8.subarray(start, end) ?? Buffer.alloc(0);

const childrenIn = ({ entry, fullName }: RetrievedDocument, root: XmlElement, warnings: string[]): Subject[] => {
  if (entry.children.length === 0) return [];
  const parent: ComponentName = { type: entry.type, fullName };
  const entries = new Map(entry.children.map((child) => [child.element, child]));
  const seen = new Set<ComponentKey>();
  const subjects: Subject[] = [];
  for (const element of root.childrenIn(entries)) {
    const child = entries.get(element.name);
    if (child === undefined) continue;
    // Names of free text are percent-encoded here as they are in listings: `Bad%2FIncorrect workflow`.
    const ownName = decodeRawName(textOf(element, child.nameElement)?.trim() ?? '');
    if (ownName === '') {
      warnings.push(`${parent.type}:${fullName} holds a ${child.type} without a name; it was left out.`);
      continue;
    }
    const childName = child.unprefixed ? ownName : `${fullName}.${ownName}`;
    const key = componentKey({ type: child.type, fullName: childName });
    if (seen.has(key)) {
      warnings.push(`${child.type}:${childName} stands twice in its document; the first one counts.`);
      continue;
    }
    seen.add(key);
    subjects.push({ type: child.type, fullName: childName, parent, element, body: '', parts: [] });
  }
  return subjects;
};

const componentOf = (subject: Subject, own: Uint8Array): ExtractedComponent => {
  const { type, fullName, parent, element } = subject;
  const reader = readerOf(type);
  const label = reader.label ? reader.label(subject) : labelOf(element);
  const description = reader.description ? reader.description(subject) : textOf(element, 'description');
  return {
    type,
    fullName,
    ...(parent && { parent }),
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    attributes: reader.attributes?.(subject) ?? {},
    own,
  };
};

const labelOf = (element: XmlElement): string | undefined =>
  textOf(element, 'label') ?? textOf(element, 'masterLabel') ?? textOf(element, 'name');
