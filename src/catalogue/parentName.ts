import type { ComponentName } from '../model/names/componentName.ts';
import { folderOf } from '../model/names/nameParts.ts';
import type { CatalogueEntry, Owner } from './entry.ts';
import { childTypes, entryOf } from './catalogue.ts';

/**
 * What a component belongs to by its name alone: a child to its container, a report to its folder, a layout to its
 * object, a territory to its model. Whether the org has it is not asked. Undefined for what belongs to nothing, and for
 * children that have no container's name in front.
 */
export const parentName = ({ type, fullName }: ComponentName): ComponentName | undefined => {
  const entry = entryOf(type);
  if (entry === undefined) return containerName({ type, fullName });
  const folderType = folderTypeOf(entry);
  if (folderType === undefined) return entry.owner && ownerName(entry.owner, fullName);
  const folder = folderOf(fullName);
  return folder === undefined ? undefined : { type: folderType, fullName: folder };
};

/** Contents lie in folders, and folders in folders. */
const folderTypeOf = ({ type, listing, folderOf: contents }: CatalogueEntry): string | undefined => {
  if (contents !== undefined) return type;
  return listing.how === 'folders' ? listing.folderType : undefined;
};

const ownerName = ({ type, until, suffix = '', special }: Owner, fullName: string): ComponentName | undefined => {
  const end = until === undefined ? fullName.length : fullName.indexOf(until);
  if (end < 1) return undefined;
  const name = fullName.slice(0, end);
  const owner = special !== undefined && Object.hasOwn(special, name) ? special[name] : name;
  return owner ? { type, fullName: `${owner}${suffix}` } : undefined;
};

const containerName = ({ type, fullName }: ComponentName): ComponentName | undefined => {
  const found = childTypes.get(type);
  const dot = fullName.indexOf('.');
  if (found === undefined || found.child.unprefixed || dot < 1) return undefined;
  return { type: found.parent.type, fullName: fullName.slice(0, dot) };
};

/**
 * The component in whose document another one stands: of the parents these alone prove something about their children.
 * That a folder or an object was read without what belongs to it says nothing.
 */
export const containerOf = ({
  type,
  parent,
}: {
  readonly type: string;
  readonly parent?: ComponentName;
}): ComponentName | undefined => (childTypes.has(type) ? parent : undefined);

/** Whether it is the folder that stands for none, of which an org may or may not have a component. */
export const isUnfiled = ({ type, fullName }: ComponentName): boolean => {
  const contents = entryOf(type)?.folderOf;
  const listing = contents === undefined ? undefined : entryOf(contents)?.listing;
  return listing?.how === 'folders' && listing.unfiled === fullName;
};
