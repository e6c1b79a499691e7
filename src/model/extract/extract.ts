import { decodeRawName, type ComponentName } from '../componentName.ts';
import type { ExtractedComponent, ExtractedGrant, Extraction, Mention } from '../extraction.ts';
import { textOf, XmlElement } from '../xmlElement.ts';
import { XmlTree } from '../xmlTree.ts';
import type { ComponentReader, Subject } from './componentReader.ts';
import { distinctGrants } from './distinctGrants.ts';
import { distinctMentions } from './distinctMentions.ts';
import { readers } from './readers.ts';
import type { DocumentPart, DocumentType, RetrievedDocument } from './retrievedDocument.ts';
import { withoutSections } from './withoutSections.ts';

/** Of a document without an XML file. */
const NO_ELEMENT = new XmlElement(new XmlTree('', () => ''), 0);

/** Turns one document into its components, and into what they mention and grant: a function of its text alone. */
export const extract = (document: RetrievedDocument): Extraction => {
  const warnings: string[] = [];
  const xml = document.parts.find((part) => part.root !== undefined);
  const body = bodyOf(document);
  const name = `${document.entry.type}:${document.fullName}`;
  if (xml === undefined) warnings.push(`${name} came without its XML file.`);
  if (hasBody(document.entry) && body === undefined) warnings.push(`${name} came without its source file.`);

  const children = xml?.root ? childrenIn(document, xml.root, warnings) : [];

  const root: Subject = {
    type: document.entry.type,
    fullName: document.fullName,
    element: xml?.root ?? NO_ELEMENT,
    body: body?.text ?? '',
    parts: document.parts,
  };
  const components = [componentOf(root, rootText(document))];
  const mentions: Mention[] = [];
  const grants: ExtractedGrant[] = [];
  [root, ...children].forEach((subject, from) => {
    if (from > 0)
      components.push(componentOf(subject, (xml?.text ?? '').slice(subject.element.start, subject.element.end)));
    const reader = readerOf(subject.type);
    for (const { kind, type, fullName, place } of distinctMentions(reader.mentions?.(subject) ?? [])) {
      mentions.push({ from, kind, type, fullName, place });
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
  if (entry.shape !== 'bundle') return parts.find((part) => part.name === '');
  const meta = parts.find((part) => part.root !== undefined)?.name;
  return parts.find((part) => `${part.name}-meta.xml` === meta) ?? parts.find((part) => part.root === undefined);
};

const GENERIC: ComponentReader = {};

const readerOf = (type: string): ComponentReader => readers.get(type) ?? GENERIC;

/** A container's text without its children; several parts one after the other, in the order of their names. */
const rootText = ({ entry, parts }: RetrievedDocument): string => {
  const elements = entry.children.map((child) => child.element);
  return parts
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text, root }) =>
      root === undefined || elements.length === 0 ? text : withoutSections(text, root, elements)
    )
    .join('\n');
};

const childrenIn = ({ entry, fullName }: RetrievedDocument, root: XmlElement, warnings: string[]): Subject[] => {
  if (entry.children.length === 0) return [];
  const parent: ComponentName = { type: entry.type, fullName };
  const entries = new Map(entry.children.map((child) => [child.element, child]));
  const seen = new Set<string>();
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
    const key = `${child.type}:${childName.toLowerCase()}`;
    if (seen.has(key)) {
      warnings.push(`${child.type}:${childName} stands twice in its document; the first one counts.`);
      continue;
    }
    seen.add(key);
    subjects.push({ type: child.type, fullName: childName, parent, element, body: '', parts: [] });
  }
  return subjects;
};

const componentOf = (subject: Subject, ownText: string): ExtractedComponent => {
  const { type, fullName, parent, element } = subject;
  const reader = readerOf(type);
  const label = reader.label ? reader.label(subject) : labelOf(element);
  const description = textOf(element, 'description');
  return {
    type,
    fullName,
    ...(parent && { parent }),
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    attributes: reader.attributes?.(subject) ?? {},
    ownText,
  };
};

const labelOf = (element: XmlElement): string | undefined =>
  textOf(element, 'label') ?? textOf(element, 'masterLabel') ?? textOf(element, 'name');
