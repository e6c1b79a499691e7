import type { CatalogueEntry } from './entry.ts';

/** A supported metadata type with its special handling, in words; what `model types` and the documentation show. */
export type SupportedType = {
  readonly type: string;
  /** The type in whose documents its components lie; absent for types with documents of their own. */
  readonly container?: string;
  /** How its components are found. */
  readonly listed: string;
  /** What is retrieved of one component. */
  readonly document: string;
  /** What is known of components that a managed package installed. */
  readonly packaged: 'whole' | 'listing only';
  /** Element paths that are not stored: they depend on what else is asked for, or may hold a secret. */
  readonly leftOut: readonly string[];
  /** Element paths that alone are stored, where most depend on what else is asked for. */
  readonly keptAlone: readonly string[];
  /** Types that are asked for in the same request, because it is whole only with them. */
  readonly askedWith: readonly string[];
  /** Tables that say what its documents do not. */
  readonly tables: readonly string[];
};

/** All supported types, children included, sorted by type. */
export const supportedTypes = (catalogue: readonly CatalogueEntry[]): SupportedType[] =>
  catalogue.flatMap((entry) => [own(entry), ...childrenOf(entry)]).sort((a, b) => (a.type < b.type ? -1 : 1));

const SHAPES = {
  xml: 'XML file',
  source: 'text file with -meta.xml',
  binary: 'file with -meta.xml',
  bundle: 'folder of files',
} as const;

const own = (entry: CatalogueEntry): SupportedType => ({
  type: entry.type,
  listed: listedAs(entry),
  document: SHAPES[entry.shape],
  ...common(entry),
});

const childrenOf = (entry: CatalogueEntry): SupportedType[] =>
  entry.children.map(({ type, element }) => {
    const { companions, ...rest } = entry;
    const needsThem = sectionsOf(entry.requestDependent, element).length > 0;
    return {
      type,
      container: entry.type,
      listed: 'by type, and in its container',
      document: `<${element}> of its container`,
      ...common({
        ...rest,
        ...(needsThem && companions && { companions }),
        requestDependent: sectionsOf(leftOutOf(entry), element),
        secrets: [],
        tables: [],
      }),
    };
  });

const leftOutOf = ({ requestDependent, companions }: CatalogueEntry): readonly string[] =>
  companions?.leftOut ?? requestDependent;

/** Paths below the child's own element, as seen from there. */
const sectionsOf = (paths: readonly string[], element: string): string[] =>
  paths.filter((path) => path.startsWith(`${element}.`)).map((path) => path.slice(element.length + 1));

const common = (entry: CatalogueEntry) => {
  const { packaged, companions, tables = [], secrets = [] } = entry;
  const left = leftOutOf(entry);
  return {
    packaged: packaged === 'retrieve' ? ('whole' as const) : ('listing only' as const),
    leftOut: [...left.filter((path) => !path.startsWith('!')), ...secrets],
    keptAlone: left.filter((path) => path.startsWith('!')).map((path) => path.slice(1)),
    askedWith: [...new Set([...(companions?.types ?? []), ...(companions?.ofObject ?? [])])].sort(),
    tables,
  };
};

const listedAs = ({ listing }: CatalogueEntry): string => {
  if (listing.how === 'plain') return 'by type';
  if (listing.how === 'named') return `by ${String(listing.names.length)} known names`;
  return ['folder by folder', listing.unfiled, listing.queried && 'folders of Lightning by query']
    .filter(Boolean)
    .join(', ');
};
