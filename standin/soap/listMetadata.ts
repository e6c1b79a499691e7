import { effectsOf, type Effect } from '../faults.ts';
import { isLightningFolder } from '../lightningFolder.ts';
import { decodeName } from '../memberName.ts';
import { childTypes, folderTypes } from '../metadataTypes.ts';
import type { StandinComponent } from '../orgState.ts';
import { Refusal } from '../refusal.ts';
import { viewOf } from '../soql/orgView.ts';
import { spoilRows } from '../spoilRows.ts';
import type { Visibility } from '../visibleComponents.ts';
import type { World } from '../world.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/parseXml.ts';
import { typesOfOrg } from './describeMetadata.ts';
import { fileProperties } from './fileProperties.ts';

const maxQueries = 3;

/** `EmailTemplateFolder` is another name for the folders of e-mail templates. */
const aliases: Readonly<Record<string, string>> = { EmailTemplateFolder: 'EmailFolder' };

/** Types that a listing answers with nothing, whatever there is. */
const listedEmpty: ReadonlySet<string> = new Set(['BotVersion', 'StandardValueSet']);

export type ListQuery = { readonly type: string; readonly folder: string | undefined };

export function listQueries(call: XmlElement): ListQuery[] {
  return childrenOf(call, 'queries').map((query) => ({
    type: textOf(query, 'type') ?? '',
    folder: textOf(query, 'folder'),
  }));
}

function knowsType(world: World, type: string): boolean {
  const container = childTypes.find((child) => child.name === type)?.container;
  return (
    Object.values(folderTypes).includes(type) ||
    type === 'CustomFieldTranslation' ||
    typesOfOrg(world).some((known) => known.name === type || known.name === container)
  );
}

/** Content of folders is listed one folder at a time; without a folder there is nothing, and no error. */
function componentsFor(world: World, { type: asked, folder }: ListQuery, visible: Visibility): StandinComponent[] {
  const type = aliases[asked] ?? asked;
  if (!knowsType(world, type)) {
    throw new Refusal(500, 'INVALID_TYPE', 'This type of metadata is not available for this organization');
  }
  if (visible.isRefused(type)) {
    throw new Refusal(500, 'INSUFFICIENT_ACCESS', `insufficient access rights on entity: ${type}`);
  }
  if (listedEmpty.has(type)) return [];
  const all = viewOf(world.org).components(type);
  const shown = (component: StandinComponent): boolean =>
    visible.sees(component) && !isLightningFolder(component, world.org);
  if (folderTypes[type] === undefined) return all.filter(shown);
  if (folder === undefined || folder === '') return [];
  const prefix = `${decodeName(folder)}/`;
  const isInFolder = ({ fullName }: StandinComponent): boolean =>
    fullName.startsWith(prefix) && !fullName.slice(prefix.length).includes('/');
  return all.filter((component) => isInFolder(component) && shown(component));
}

/** Workflow files are listed under another directory than they have in a zip. */
const listedFile = (component: StandinComponent): string => component.fileName.replace(/^workflows\//, 'Workflow/');

export function listMetadata(
  world: World,
  { call, visible }: { readonly call: XmlElement; readonly visible: Visibility },
  effects: readonly Effect[]
): string {
  const queries = listQueries(call);
  if (queries.length === 0) throw new Refusal(500, 'INVALID_TYPE', 'Missing type in ListMetadataQuery');
  if (queries.length > maxQueries) {
    throw new Refusal(500, 'EXCEEDED_MAX_TYPES_LIMIT', `Cannot list more than ${maxQueries} types in one call`);
  }
  const components = queries.flatMap((query) => componentsFor(world, query, visible));
  const named = (component: StandinComponent, fullName: string | undefined): boolean =>
    component === (fullName === undefined ? components[0] : components.find((one) => one.fullName === fullName));
  const bare = effectsOf(effects, 'bareNames').length > 0;
  return spoilRows(components, effects, ({ fullName }) => fullName)
    .map((component) => {
      const nullType = effectsOf(effects, 'nullType').some(({ fullName }) => named(component, fullName));
      const fileName = listedFile(component);
      const row = fileProperties(world.org, component, { tag: 'result', fileName, nullType, bare });
      return effectsOf(effects, 'listTwice').some(({ fullName }) => named(component, fullName)) ? row + row : row;
    })
    .join('');
}
