import { decodeRawName } from '../model/names/componentName.ts';
import type { CatalogueEntry } from './entry.ts';
import { catalogue } from './catalogue.ts';

export type Location = {
  readonly entry: CatalogueEntry;
  /** Decoded once. */
  readonly fullName: string;
  /** Name of the part of the document: empty for the file itself, `-meta.xml` for its companion. */
  readonly part: string;
};

const META = '-meta.xml';

/** Folders last: `Hello.email-meta.xml` is a template's companion, and only what belongs to no content is a folder. */
const BY_DIRECTORY: ReadonlyMap<string, readonly CatalogueEntry[]> = Map.groupBy(
  catalogue.toSorted((a, b) => Number(a.folderOf !== undefined) - Number(b.folderOf !== undefined)),
  (entry) => entry.directory
);

/** Tells which component's document a file of a retrieve is, from its path without the package's folder. */
export const locate = (path: string): Location | undefined => {
  const slash = path.indexOf('/');
  const file = path.slice(slash + 1);
  for (const entry of BY_DIRECTORY.get(path.slice(0, slash)) ?? []) {
    const found = entry.folderOf === undefined ? locateFile(entry, file) : locateFolder(entry, file);
    if (found !== undefined) return found;
  }
  return undefined;
};

const locateFile = (entry: CatalogueEntry, file: string): Location | undefined => {
  if (entry.shape === 'bundle') return locateInBundle(entry, file);
  const part = entry.shape !== 'xml' && file.endsWith(META) ? META : '';
  // Documents keep their extension, whatever it is, as part of their name.
  const suffix = (entry.suffix === '' ? '' : `.${entry.suffix}`) + part;
  const stem = file.slice(0, file.length - suffix.length);
  const rawName = entry.nested === undefined ? stem : nestedName(stem, entry.nested);
  const inFolder = rawName?.includes('/');
  if (!rawName || !file.endsWith(suffix) || inFolder !== (entry.listing.how === 'folders')) return undefined;
  return { entry, fullName: decodeRawName(rawName), part };
};

const nestedName = (stem: string, { folder }: { readonly folder: string }): string | undefined => {
  const [owner, ...below] = stem.split('/');
  const name = below.pop();
  if (!owner || !name || below.join('/') !== folder) return undefined;
  if (folder !== '') return `${owner}.${name}`;
  return name === owner ? owner : undefined;
};

/** The bundle's folder is its name; files beside the bundles (`jsconfig.json`) belong to none. */
const locateInBundle = (entry: CatalogueEntry, file: string): Location | undefined => {
  const { depth = 1 } = entry;
  const folders = file.split('/').slice(0, depth);
  const rawName = folders.join('/');
  const part = file.slice(rawName.length + 1);
  return part === '' || folders.includes('') ? undefined : { entry, fullName: decodeRawName(rawName), part };
};

const locateFolder = (entry: CatalogueEntry, file: string): Location | undefined => {
  if (!file.endsWith(META)) return undefined;
  const stem = file.slice(0, -META.length);
  const rawName = stem.endsWith(`.${entry.suffix}`) ? stem.slice(0, -entry.suffix.length - 1) : stem;
  return rawName === '' ? undefined : { entry, fullName: decodeRawName(rawName), part: '' };
};
