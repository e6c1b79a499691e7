import type { CatalogueEntry, ChildEntry, Owner } from './entry.ts';
import type { REGISTRY } from './registry.generated.ts';

/** Where a type's entry deviates from what source-deploy-retrieve knows and from what is usual. */
export type Override = Partial<Omit<CatalogueEntry, 'type' | 'children'>> & {
  readonly children?: { readonly [type: string]: Partial<ChildEntry> | undefined };
};

type Registry = typeof REGISTRY;
type ChildOf<Facts> = Facts extends { readonly children: infer Children } ? keyof Children : never;

/**
 * The supported types of one family, each with its override, which is empty where nothing about the type is special.
 * Types and children that source-deploy-retrieve does not have do not compile.
 */
export type Overrides = {
  readonly [Type in keyof Registry]?: Override & {
    readonly children?: { readonly [Child in ChildOf<Registry[Type]>]?: Partial<ChildEntry> };
  };
};

/** Named like the object that it is about: `Account`. */
export const NAMED_AS_OBJECT: Owner = { type: 'CustomObject' };

/** Named `Object.Name`. */
export const AFTER_OBJECT: Owner = { type: 'CustomObject', until: '.' };
