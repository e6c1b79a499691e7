import { decodeName } from '../memberName.ts';
import { bundleOf, childTypes, folderTypes } from '../metadataTypes.ts';
import type { StandinComponent, StandinOrg } from '../orgState.ts';
import { escapeXml } from '../xml/escapeXml.ts';
import { joinXml, pieceText, splitXml } from '../xml/splitXml.ts';
import { fileProperties } from './fileProperties.ts';
import type { RetrieveRequest } from './manifest.ts';
import type { Selection } from './selectMembers.ts';
import { sliceObject } from './sliceObject.ts';
import { sliceProfile } from './sliceProfile.ts';
import { sliceApplication, sliceObjectTranslation, sliceTranslations } from './sliceTranslation.ts';

export type Package = {
  /** Contents by path in the zip. */
  readonly entries: Map<string, Buffer>;
  /** FileProperties elements, ready for the answer. */
  readonly properties: string;
  /** How many files came with each component that has files of its own. */
  readonly entriesOf: ReadonlyMap<StandinComponent, number>;
};

type Part = { readonly component: StandinComponent; readonly files: ReadonlyMap<string, Buffer> };

/**
 * Files of the component as they stand: content, its meta file, everything in a bundle's folder. A folder for which the
 * project has no file comes all the same, as each folder of an org does.
 */
function wholeFiles(
  org: StandinOrg,
  { type, fullName, fileName }: StandinComponent,
  bundles: ReadonlyMap<string, string[]>
): Map<string, Buffer> {
  const paths = [fileName, `${fileName}-meta.xml`, ...(bundles.get(fileName) ?? [])];
  const found = paths.map((path) => [path, org.files.get(path)] as const);
  const files = new Map(found.filter((entry): entry is readonly [string, Buffer] => entry[1] !== undefined));
  if (files.size > 0 || !Object.values(folderTypes).includes(type)) return files;
  const label = escapeXml(fullName.split('/').at(-1) ?? fullName);
  const content = `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="http://soap.sforce.com/2006/04/metadata"><name>${label}</name></${type}>\n`;
  return new Map([[`${fileName}-meta.xml`, Buffer.from(content)]]);
}

/** Paths by the folder of the bundle that they are in. */
function filesByBundle(org: StandinOrg): Map<string, string[]> {
  const bundles = new Map<string, string[]>();
  for (const path of org.files.keys()) {
    const bundle = bundleOf(path);
    if (bundle !== undefined) bundles.set(bundle, [...(bundles.get(bundle) ?? []), path]);
  }
  return bundles;
}

/** A container's file with only the children that were asked for by themselves. */
function childrenFile(
  org: StandinOrg,
  fileName: string,
  children: readonly StandinComponent[],
  selection: Selection
): Buffer | undefined {
  const content = org.files.get(fileName);
  const first = children[0];
  if (content === undefined || first === undefined) return undefined;
  const kinds = new Map(childTypes.map(({ name, element }) => [name, element]));
  const wanted = new Set(
    children.map(({ type, fullName, parent }) => {
      const own = fullName.startsWith(`${parent}.`) ? fullName.slice((parent ?? '').length + 1) : fullName;
      return `${kinds.get(type)}:${own}`;
    })
  );
  const keep = (element: string, fullName: string): boolean => wanted.has(`${element}:${decodeName(fullName)}`);
  if (fileName.startsWith('objects/')) {
    return sliceObject(content, { object: first.parent ?? '', asked: askedIn(selection) }, keep);
  }
  const whole = splitXml(content.toString('utf8'));
  if (whole === undefined) return content;
  const pieces = whole.pieces.filter((piece) => keep(piece.name, pieceText(piece, 'fullName') ?? ''));
  return Buffer.from(
    joinXml(
      whole.root,
      pieces.map(({ raw }) => raw)
    )
  );
}

/** Whether a component is part of the same request. */
type Asked = (type: string, fullName: string) => boolean;

const askedIn =
  ({ components }: Selection): Asked =>
  (type, fullName) =>
    components.has(`${type}:${fullName}`);

/** What this request gets of the types that come back only with their companions; undefined for all others. */
function sliceOf({ type, fullName }: StandinComponent, content: Buffer, asked: Asked): Buffer | undefined {
  if (type === 'Profile') return sliceProfile(content, asked);
  if (type === 'CustomObject') return sliceObject(content, { object: fullName, asked }, undefined);
  if (type === 'CustomApplication') return sliceApplication(content, asked);
  if (type === 'Translations') return sliceTranslations(content, asked);
  return type === 'CustomObjectTranslation' ? sliceObjectTranslation(content, fullName, asked) : undefined;
}

function topLevelPart(
  org: StandinOrg,
  component: StandinComponent,
  selection: Selection,
  bundles: ReadonlyMap<string, string[]>
): Part {
  const files = wholeFiles(org, component, bundles);
  const content = files.get(component.fileName);
  const given = content && sliceOf(component, content, askedIn(selection));
  if (given) files.set(component.fileName, given);
  return { component, files };
}

function packageXml({ types, version }: RetrieveRequest): Buffer {
  const blocks = types.map(
    ({ name, members }) =>
      `<types>\n${members.map((member) => `        <members>${escapeXml(member)}</members>\n`).join('')}        <name>${escapeXml(name)}</name>\n    </types>`
  );
  return Buffer.from(joinXml('Package', [...blocks, `<version>${escapeXml(version)}</version>`]));
}

/** Gathers the files of a retrieve and the rows that describe them. */
export function buildPackage(org: StandinOrg, request: RetrieveRequest, selection: Selection): Package {
  const prefix = request.singlePackage ? '' : 'unpackaged/';
  const entries = new Map<string, Buffer>();
  const rows: string[] = [];
  const entriesOf = new Map<StandinComponent, number>();
  const bundles = filesByBundle(org);
  const childrenByFile = Map.groupBy(
    [...selection.components.values()].filter(({ parent }) => parent !== undefined),
    ({ fileName }) => fileName
  );
  for (const component of selection.components.values()) {
    if (component.parent !== undefined) continue;
    const { files } = topLevelPart(org, component, selection, bundles);
    entriesOf.set(component, files.size);
    for (const [path, content] of files) {
      entries.set(prefix + path, content);
      const isMeta = path.endsWith('-meta.xml') && path !== `${component.fileName}-meta.xml`;
      if (path.endsWith('-meta.xml') && (isMeta || files.size > 1)) continue;
      rows.push(fileProperties(org, component, { tag: 'fileProperties', fileName: prefix + path }));
    }
  }
  for (const [fileName, children] of childrenByFile) {
    if (!entries.has(prefix + fileName)) {
      const content = childrenFile(org, fileName, children, selection);
      if (content !== undefined) entries.set(prefix + fileName, content);
    }
    for (const child of children) {
      rows.push(fileProperties(org, child, { tag: 'fileProperties', fileName: prefix + fileName }));
    }
  }
  entries.set(`${prefix}package.xml`, packageXml(request));
  return { entries, properties: rows.join(''), entriesOf };
}
