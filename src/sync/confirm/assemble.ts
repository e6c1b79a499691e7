import { knownLookUp, type LookUp } from '../../model/compare/knownLookUp.ts';
import { isUnfiled, parentName } from '../../catalogue/parentName.ts';
import { listingOf, type ComponentVersion, type KnownComponent, type ListedComponent } from '../../model/component.ts';
import { componentKey, type ComponentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { SlimDocument } from '../retrieve/retrieveDocuments.ts';

export type Seen = {
  readonly listed: ReadonlyMap<ComponentKey, ListedComponent>;
  readonly documents: readonly SlimDocument[];
  readonly known: readonly KnownComponent[];
};

/**
 * All components that this run has seen: those of its documents, each with its listing, and those that were only listed.
 * What is listed but was not read keeps the content that the model has of it. Facts are not among it (`addFacts.ts`).
 */
export const assemble = (seen: Seen): ComponentVersion[] => {
  const versions = new Map<ComponentKey, ComponentVersion>();
  const knownByPath = Map.groupBy(
    seen.known.filter((component) => component.path !== undefined),
    (component) => component.path
  );
  const lookUp = knownLookUp(seen.known);
  for (const built of seen.documents) {
    const components =
      built.state === 'built'
        ? builtVersions(built, seen, lookUp)
        : (knownByPath.get(built.path) ?? []).map((known) => carried(known, seen));
    for (const version of components) versions.set(componentKey(version), version);
  }
  for (const [key, component] of seen.listed) {
    if (!versions.has(key)) versions.set(key, listedVersion(component, lookUp(component)));
  }
  return [...versions.values()].map((version) => withParent(version, seen));
};

const builtVersions = (built: SlimDocument & { state: 'built' }, seen: Seen, lookUp: LookUp): ComponentVersion[] => {
  const { components, hash, extractorVersion } = built.document;
  const root = components[0];
  const rootListing = root && seen.listed.get(componentKey(root));
  return components.map((component, ordinal) => ({
    ...(seen.listed.get(componentKey(component)) ?? unlisted(component, rootListing, lookUp)),
    path: built.path,
    ...(component.parent ? { parent: component.parent } : {}),
    ...(component.label === undefined ? {} : { label: component.label }),
    ...(component.description === undefined ? {} : { description: component.description }),
    ownHash: component.ownHash,
    origin: { documentHash: hash, extractorVersion, ordinal },
  }));
};

/**
 * What stands in a document is there, listed or not. A child that was listed before keeps what that listing said of it:
 * its row is missing, or its type could not be listed. Others, standard fields above all, have no listing of their own.
 */
const unlisted = (
  { type, fullName }: ComponentName,
  root: ListedComponent | undefined,
  lookUp: LookUp
): ListedComponent => {
  const own = { type, fullName, rawName: fullName, packaged: root?.packaged ?? false };
  const known = lookUp(own);
  return known?.id === undefined ? own : { ...listingOf(known), fullName };
};

/** A component of an unchanged document, with the listing that it has now. */
const carried = (known: KnownComponent, seen: Seen): ComponentVersion => ({
  ...(seen.listed.get(componentKey(known)) ?? listingOf(known)),
  ...contentOf(known),
});

const listedVersion = (component: ListedComponent, known: KnownComponent | undefined): ComponentVersion => {
  if (known?.origin) return { ...component, ...contentOf(known) };
  return { ...component, ownHash: `stamp:${component.lastModifiedDate ?? ''}` };
};

/** By its name as it is now, else as its document says. */
const withParent = (version: ComponentVersion, seen: Seen): ComponentVersion => {
  const { parent: said } = version;
  const named = parentName(version) ?? said;
  const parent = named && isUnfiled(named) && !seen.listed.has(componentKey(named)) ? undefined : named;
  // Nearly always: a copy of each component would cost as much as to assemble it.
  if (parent?.type === said?.type && parent?.fullName === said?.fullName) return version;
  const { parent: _said, ...rest } = version;
  return parent === undefined ? rest : { ...rest, parent };
};

const contentOf = (known: KnownComponent): Omit<ComponentVersion, keyof ListedComponent> => ({
  ...(known.path === undefined ? {} : { path: known.path }),
  ...(known.parent ? { parent: known.parent } : {}),
  ...(known.label === undefined ? {} : { label: known.label }),
  ...(known.description === undefined ? {} : { description: known.description }),
  ownHash: known.ownHash,
  ...(known.origin ? { origin: known.origin } : {}),
});
