import { decodeName, encodeName } from '../memberName.ts';
import { childTypes, folderTypes, bundleOf, type MetadataType, type TypeCatalogue } from '../metadataTypes.ts';
import { nestedName } from '../nestedName.ts';
import type { StandinComponent, StandinUser } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import { pieceText, splitXml } from '../xml/splitXml.ts';
import { namespaceOf } from './installedNamespaces.ts';
import { keyPrefix } from './keyPrefix.ts';
import { epochDate, stampOf } from './stampOf.ts';

export type DeriveContext = {
  readonly catalogue: TypeCatalogue;
  readonly namespaces: readonly string[];
  readonly users: readonly StandinUser[];
};

type Identity = Pick<StandinComponent, 'type' | 'fullName' | 'fileName' | 'parent'>;

/** Types whose rows carry no stamp worth the name. */
const unstamped: ReadonlySet<string> = new Set(['StandardValueSet', 'Settings', 'InstalledPackage', 'Translations']);

export const isCustomName = (name: string): boolean => /__[A-Za-z]+$/.test(name);

/** Standard objects and standard fields: the org did not make them, so they have neither id nor date. */
function isStandard({ type, fullName }: Identity): boolean {
  if (type === 'CustomObject') return !isCustomName(fullName);
  return type === 'CustomField' && !isCustomName(fullName.slice(fullName.indexOf('.') + 1));
}

export function makeComponent(identity: Identity, context: DeriveContext): StandinComponent {
  const { type, fullName } = identity;
  const standard = isStandard(identity);
  const dateless = standard || unstamped.has(type);
  const stamp = stampOf(type, fullName);
  const creator = context.users[0]?.id ?? '';
  const namespacePrefix = namespaceOf(type, fullName, context.namespaces);
  return {
    ...identity,
    id:
      standard || type === 'Settings' || type === 'StandardValueSet'
        ? ''
        : salesforceId(keyPrefix(type), `${type}:${fullName}`),
    createdById: creator,
    createdDate: dateless ? epochDate : stamp.createdDate,
    lastModifiedById: context.users[stamp.hand % Math.max(1, context.users.length)]?.id ?? creator,
    lastModifiedDate: dateless ? epochDate : stamp.lastModifiedDate,
    ...(namespacePrefix === undefined ? {} : { namespacePrefix }),
    ...(standard ? {} : { manageableState: namespacePrefix === undefined ? 'unmanaged' : 'installed' }),
  };
}

/** The component a file belongs to; undefined for meta files of content and for what is no metadata. */
export function identifyFile(path: string, catalogue: TypeCatalogue): Identity | undefined {
  const type = catalogue.byPath(path);
  if (type === undefined || !path.includes('/')) return undefined;
  const rest = path.slice(type.directory.length + 1);
  // A bundle may be its meta file and nothing more.
  const bundle = bundleOf(path);
  if (bundle !== undefined) {
    const name = bundle.slice(type.directory.length + 1);
    return { type: type.name, fullName: decodeName(name), fileName: bundle };
  }
  if (rest.endsWith('-meta.xml')) return folderOf(type, rest);
  const stem = rest.endsWith(`.${type.suffix}`) ? rest.slice(0, -type.suffix.length - 1) : rest;
  const name = nestedName(type, stem);
  return name === undefined ? undefined : { type: type.name, fullName: decodeName(name), fileName: path };
}

function folderOf(type: MetadataType, rest: string): Identity | undefined {
  const folderType = folderTypes[type.name];
  const name = rest.slice(0, -'-meta.xml'.length);
  if (folderType === undefined || (name.split('/').at(-1) ?? '').includes('.')) return undefined;
  return { type: folderType, fullName: decodeName(name), fileName: `${type.directory}/${name}` };
}

/** Public place of what lies in no folder: contents are listed by it, but no listing of folders shows it. */
const unfiled = 'unfiled$public';

/** The folders that a foldered component lies in; they exist in an org even where the project has no file for them. */
function foldersAbove(identity: Identity, catalogue: TypeCatalogue): Identity[] {
  const folderType = folderTypes[identity.type];
  const directory = catalogue.byName(identity.type)?.directory;
  if (folderType === undefined || directory === undefined) return [];
  const parts = identity.fullName.split('/').slice(0, -1);
  if (parts[0] === unfiled) return [];
  return parts.map((_, index) => {
    const fullName = parts.slice(0, index + 1).join('/');
    return { type: folderType, fullName, fileName: `${directory}/${encodeName(folderType, fullName)}` };
  });
}

/** The children that a container's file holds; a name that stands twice in the file counts once. */
export function childrenIn(container: Identity, content: Buffer): Identity[] {
  const kinds = childTypes.filter((kind) => kind.container === container.type);
  if (kinds.length === 0) return [];
  const found = new Map<string, Identity>();
  for (const piece of splitXml(content.toString('utf8'))?.pieces ?? []) {
    const kind = kinds.find((candidate) => candidate.element === piece.name);
    const name = kind === undefined ? undefined : pieceText(piece, 'fullName');
    if (kind === undefined || name === undefined || name === '') continue;
    const own = decodeName(name);
    const fullName = kind.name === 'CustomLabel' ? own : `${container.fullName}.${own}`;
    const { fileName, fullName: parent } = container;
    found.set(`${kind.name}:${fullName}`, { type: kind.name, fullName, fileName, parent });
  }
  return [...found.values()];
}

/** Everything that listings of an org with these files would show, keyed `Type:fullName`. */
export function deriveComponents(
  files: ReadonlyMap<string, Buffer>,
  context: DeriveContext
): Map<string, StandinComponent> {
  const components = new Map<string, StandinComponent>();
  const add = (identity: Identity): void => {
    const key = `${identity.type}:${identity.fullName}`;
    if (!components.has(key)) components.set(key, makeComponent(identity, context));
  };
  for (const [path, content] of files) {
    const identity = identifyFile(path, context.catalogue);
    if (identity === undefined) continue;
    add(identity);
    foldersAbove(identity, context.catalogue).forEach(add);
    childrenIn(identity, content).forEach(add);
  }
  return components;
}
