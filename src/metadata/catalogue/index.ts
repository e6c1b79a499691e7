import type { CatalogueEntry, ChildEntry, SetupPages } from '../catalogueEntry.ts';
import { apexClass } from './apexClass.ts';
import { apexTrigger } from './apexTrigger.ts';
import { customLabels } from './customLabels.ts';
import { customObject } from './customObject.ts';
import { flow } from './flow.ts';
import { layout } from './layout.ts';
import { permissionSet } from './permissionSet.ts';
import { profile } from './profile.ts';
import { report } from './report.ts';
import { reportFolder } from './reportFolder.ts';

/** Every supported type that has documents of its own, in alphabetical order. */
export const catalogue: readonly CatalogueEntry[] = [
  apexClass,
  apexTrigger,
  customLabels,
  customObject,
  flow,
  layout,
  permissionSet,
  profile,
  report,
  reportFolder,
];

const ENTRIES: ReadonlyMap<string, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.type, entry]));

/** The entry of a type with documents of its own; undefined for child types and types that are not supported. */
export const entryOf = (type: string): CatalogueEntry | undefined => ENTRIES.get(type);

export type ChildType = { readonly parent: CatalogueEntry; readonly child: ChildEntry };

/** Types whose components lie in another type's documents, by their name. */
export const childTypes: ReadonlyMap<string, ChildType> = new Map(
  catalogue.flatMap((parent) => parent.children.map((child): [string, ChildType] => [child.type, { parent, child }]))
);

/** Setup pages of a type, be it a child type or not. */
export const setupPagesOf = (type: string): SetupPages | undefined =>
  entryOf(type)?.setup ?? childTypes.get(type)?.child.setup;
