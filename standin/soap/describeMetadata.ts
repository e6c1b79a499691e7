import { folderTypes, type MetadataType } from '../metadataTypes.ts';
import { viewOf, type OrgView } from '../soql/orgView.ts';
import type { World } from '../world.ts';
import { element } from './envelope.ts';

/** Types of which the org has components with files of their own. */
const typesWithFiles = ({ org }: OrgView): ReadonlySet<string> =>
  new Set([...org.components.values()].filter(({ parent }) => parent === undefined).map(({ type }) => type));

/** The org's types: those every org of the kind has, and those the project brings beyond; without what the edition lacks. */
export function typesOfOrg(world: World): MetadataType[] {
  const names = new Set(world.catalogue.described.map((type) => type.name));
  const more = new Set<MetadataType>();
  for (const name of viewOf(world.org).get(typesWithFiles)) {
    if (names.has(name)) continue;
    const type = world.catalogue.byName(name);
    if (type === undefined || Object.values(folderTypes).includes(type.name)) continue;
    world.catalogue.withFeature(type).forEach((one) => more.add(one));
  }
  return [...world.catalogue.described, ...more].filter(({ name }) => !world.org.absentTypes?.includes(name));
}

function describeType(type: MetadataType): string {
  return (
    '<metadataObjects>' +
    type.children.map((child) => element('childXmlNames', child)).join('') +
    element('directoryName', type.directory) +
    element('inFolder', type.inFolder) +
    element('metaFile', type.metaFile) +
    element('suffix', type.suffix === '' ? undefined : type.suffix) +
    element('xmlName', type.name) +
    '</metadataObjects>'
  );
}

export function describeMetadata(world: World): string {
  const production = !world.org.isSandbox && world.org.edition !== 'Developer Edition';
  return (
    '<result>' +
    typesOfOrg(world).map(describeType).join('') +
    element('organizationNamespace', world.org.namespacePrefix ?? '') +
    element('partialSaveAllowed', !production) +
    element('testRequired', production) +
    '</result>'
  );
}
