import type { CatalogueEntry, ChildEntry, RegistryFacts, SetupPages } from './entry.ts';
import type { Override } from './override.ts';
import { agents } from './overrides/agents.ts';
import { automation } from './overrides/automation.ts';
import { code } from './overrides/code.ts';
import { folders } from './overrides/folders.ts';
import { integration } from './overrides/integration.ts';
import { objects } from './overrides/objects.ts';
import { security } from './overrides/security.ts';
import { translations } from './overrides/translations.ts';
import { ui } from './overrides/ui.ts';
import { REGISTRY } from './registry.generated.ts';

/** A type is supported when one of the families names it. */
const OVERRIDES: { readonly [type: string]: Override | undefined } = {
  ...agents,
  ...automation,
  ...code,
  ...folders,
  ...integration,
  ...objects,
  ...security,
  ...translations,
  ...ui,
};

/**
 * Most XML documents hold the settings of one thing. What matters is what is large: small documents fill a batch by their
 * number long before their bytes do.
 */
const USUAL_BYTES = { xml: 400, source: 1_500, binary: 100_000, bundle: 4_000 } as const;

/** A bundle may have more files, but few have. */
const USUAL_FILES = { xml: 1, source: 2, binary: 2, bundle: 4 } as const;

/** For each file of a component, whatever is in it. */
const USUAL_FILE_MS = 6;

/** A type's entry: what source-deploy-retrieve knows, what is usual, and what is special about it. */
const entryFrom = (type: string, facts: RegistryFacts, { children, ...special }: Override): CatalogueEntry => {
  const { folderType, children: elements = {}, nested, shape = 'xml', ...places } = facts;
  const owner = nested && nested.owner !== type ? { type: nested.owner, until: '.' as const } : undefined;
  return {
    type,
    suffix: '',
    ...places,
    ...(nested && { nested }),
    ...(owner && { owner }),
    listing: folderType === undefined ? { how: 'plain' } : { how: 'folders', folderType },
    shape,
    children: Object.entries(elements).map(([child, element]) => ({
      type: child,
      element,
      nameElement: 'fullName',
      ...children?.[child],
    })),
    packaged: 'inventory',
    requestDependent: [],
    expectedBytes: USUAL_BYTES[special.shape ?? shape],
    expectedFiles: USUAL_FILES[special.shape ?? shape],
    expectedMs: (special.expectedFiles ?? USUAL_FILES[special.shape ?? shape]) * USUAL_FILE_MS,
    ...special,
  };
};

/** Every supported type that has documents of its own, in alphabetical order. */
export const catalogue: readonly CatalogueEntry[] = Object.entries<RegistryFacts>(REGISTRY).flatMap(([type, facts]) => {
  const override = OVERRIDES[type];
  return override === undefined ? [] : [entryFrom(type, facts, override)];
});

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
