import { catalogue, childTypes } from '../../catalogue/catalogue.ts';
import { listingOf, type KnownComponent, type ListedComponent } from '../../model/component.ts';
import { componentKey, decodeRawName, formatComponentName } from '../../model/names/componentName.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { listAgain, type Inventory, type Scope } from './inventory.ts';
import { cameListed, scopeName, scopeStates } from './scopes.ts';

/**
 * Lists a second time each type and folder in which something is missing that the model has: one listing in which a row
 * is missing must not cost a component. What only the second listing has is listed all the same; what both lack is
 * `unlisted`.
 */
export const listLossesAgain = async (
  session: OrgSession,
  inventory: Inventory,
  { known, ownNamespace }: { readonly known: readonly KnownComponent[]; readonly ownNamespace: string | undefined }
): Promise<Inventory> => {
  const lost = missingIn(inventory, known);
  if (lost.length === 0) return inventory;
  const states = scopeStates(inventory.scopes);
  const doubted = new Set(lost.map((component) => scopeName(component, states)));
  const again = await listAgain(session, scopesNamed(doubted, inventory.scopes), ownNamespace);
  const folders = foldersFoundIn(again, inventory);
  const contents = folders.length === 0 ? undefined : await listAgain(session, folders, ownNamespace);
  const both = joined(inventory, doubted, contents === undefined ? [again] : [again, contents]);
  return { ...both, unlisted: notRenamed(missingIn(both, known), both).map(listingOf) };
};

/** A component whose id is listed under another name is there, and need not be asked for. */
const notRenamed = (missing: readonly KnownComponent[], { components }: Inventory): KnownComponent[] => {
  const ids = new Set([...components.values()].flatMap(({ type, id }) => (id === undefined ? [] : [`${type}:${id}`])));
  return missing.filter(({ type, id }) => id === undefined || !ids.has(`${type}:${id}`));
};

/**
 * Components of the model that a listing should have named and did not. Children without an id are not among them: they
 * stand in the document of their container, and in no listing.
 */
const missingIn = ({ components, scopes }: Inventory, known: readonly KnownComponent[]): KnownComponent[] => {
  const states = scopeStates(scopes);
  return known.filter((component) => {
    if (components.has(componentKey(component))) return false;
    const isChild = childTypes.has(component.type);
    if (isChild && (component.id === undefined || !states.has(component.type))) return false;
    return cameListed(states.get(scopeName(component, states)));
  });
};

const scopesNamed = (names: ReadonlySet<string>, scopes: readonly Scope[]): Scope[] => [
  ...new Map(scopes.filter(({ name }) => names.has(decodeRawName(name))).map((scope) => [scope.name, scope])).values(),
];

/** The contents of folders that only the second listing has, as scopes. */
const foldersFoundIn = (again: Inventory, first: Inventory): Scope[] =>
  [...again.components].flatMap(([key, { type, rawName }]) => {
    if (first.components.has(key)) return [];
    return catalogue.flatMap((entry): Scope[] =>
      entry.listing.how === 'folders' && entry.listing.folderType === type
        ? [{ name: `${entry.type}/${rawName}`, type: entry.type, state: 'listed' }]
        : []
    );
  });

const joined = (first: Inventory, doubted: ReadonlySet<string>, others: readonly Inventory[]): Inventory => {
  const components = new Map(first.components);
  const found: ListedComponent[] = [];
  for (const [key, component] of others.flatMap((other) => [...other.components])) {
    if (components.has(key)) continue;
    components.set(key, component);
    found.push(component);
  }
  const statesAgain = scopeStates(others.flatMap(({ scopes }) => scopes));
  const names = new Set(first.scopes.map(({ name }) => name));
  const marked = first.scopes.map((scope): Scope => {
    const name = decodeRawName(scope.name);
    if (!doubted.has(name) || scope.state !== 'listed') return scope;
    return { ...scope, again: statesAgain.get(name) === 'listed' ? 'listed' : 'failed' };
  });
  const added = others.flatMap(({ scopes }) => scopes.filter(({ name }) => !names.has(name)));
  return {
    ...first,
    components,
    scopes: [...marked, ...added],
    warnings: [...first.warnings, ...foundWarnings(found)],
  };
};

const foundWarnings = (found: readonly ListedComponent[]): string[] =>
  [...Map.groupBy(found, ({ type }) => type)].map(([type, [first, ...others]]) => {
    const example = first === undefined ? '' : formatComponentName(first);
    return `The first listing of ${type} lacked ${String(others.length + 1)} that the second one has, for example ${example}.`;
  });
