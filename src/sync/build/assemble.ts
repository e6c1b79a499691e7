import { isUnfiled, parentName } from '../../metadata/catalogue/parentName.ts';
import { type ComponentVersion, type KnownComponent, STAMP_FIELDS, type Stamp } from '../../model/component.ts';
import { componentKey, type ComponentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { SlimDocument } from '../retrieve/retrieveDocuments.ts';

export type Seen = {
  readonly stamps: ReadonlyMap<ComponentKey, Stamp>;
  readonly documents: readonly SlimDocument[];
  readonly known: readonly KnownComponent[];
};

/**
 * All components that this run has seen: those of its documents, each with its stamp, and those that were only listed.
 * What is listed but was not read keeps the content that the model has of it. Facts are not among it (`addFacts.ts`).
 */
export const assemble = (seen: Seen): ComponentVersion[] => {
  const versions = new Map<ComponentKey, ComponentVersion>();
  const knownByPath = Map.groupBy(
    seen.known.filter((component) => component.path !== undefined),
    (component) => component.path
  );
  for (const built of seen.documents) {
    const components =
      built.state === 'built'
        ? builtVersions(built, seen)
        : (knownByPath.get(built.path) ?? []).map((known) => carried(known, seen));
    for (const version of components) versions.set(componentKey(version), version);
  }
  const lookUp = knownLookUp(seen.known);
  for (const [key, stamp] of seen.stamps) {
    if (!versions.has(key)) versions.set(key, listedVersion(stamp, lookUp(stamp)));
  }
  return [...versions.values()].map((version) => withParent(version, seen));
};

const builtVersions = (built: SlimDocument & { state: 'built' }, seen: Seen): ComponentVersion[] => {
  const { components, hash, extractorVersion } = built.document;
  const root = components[0];
  const rootStamp = root && seen.stamps.get(componentKey(root));
  return components.map((component, ordinal) => ({
    ...(seen.stamps.get(componentKey(component)) ?? unlisted(component, rootStamp)),
    path: built.path,
    ...(component.parent ? { parent: component.parent } : {}),
    ...(component.label === undefined ? {} : { label: component.label }),
    ...(component.description === undefined ? {} : { description: component.description }),
    ownHash: component.ownHash,
    origin: { documentHash: hash, extractorVersion, ordinal },
  }));
};

/** Children that no listing names, standard fields above all: they have no stamp of their own. */
const unlisted = ({ type, fullName }: ComponentName, root: Stamp | undefined): Stamp => ({
  type,
  fullName,
  rawName: fullName,
  packaged: root?.packaged ?? false,
});

/** A component of an unchanged document, under the stamp that it has now. */
const carried = (known: KnownComponent, seen: Seen): ComponentVersion => ({
  ...(seen.stamps.get(componentKey(known)) ?? stampOf(known)),
  ...contentOf(known),
});

const listedVersion = (stamp: Stamp, known: KnownComponent | undefined): ComponentVersion => {
  if (known?.origin) return { ...stamp, ...contentOf(known) };
  return { ...stamp, ownHash: `stamp:${stamp.lastModifiedDate ?? ''}` };
};

/** By its name as it is now, else as its document says. */
const withParent = (version: ComponentVersion, seen: Seen): ComponentVersion => {
  const { parent: said } = version;
  const named = parentName(version) ?? said;
  const parent = named && isUnfiled(named) && !seen.stamps.has(componentKey(named)) ? undefined : named;
  // Nearly always: a copy of each component would cost as much as to assemble it.
  if (parent?.type === said?.type && parent?.fullName === said?.fullName) return version;
  const { parent: _said, ...rest } = version;
  return parent === undefined ? rest : { ...rest, parent };
};

const contentOf = (known: KnownComponent): Omit<ComponentVersion, keyof Stamp> => ({
  ...(known.path === undefined ? {} : { path: known.path }),
  ...(known.parent ? { parent: known.parent } : {}),
  ...(known.label === undefined ? {} : { label: known.label }),
  ...(known.description === undefined ? {} : { description: known.description }),
  ownHash: known.ownHash,
  ...(known.origin ? { origin: known.origin } : {}),
});

const stampOf = (known: KnownComponent): Stamp =>
  Object.fromEntries(
    STAMP_FIELDS.flatMap((field) => (known[field] === undefined ? [] : [[field, known[field]]]))
  ) as Stamp;

export type LookUp = (stamp: Stamp) => KnownComponent | undefined;

/** By key, else by id: the content of a renamed component is still its own. */
export const knownLookUp = (known: readonly KnownComponent[]): LookUp => {
  const byKey = new Map(known.map((component) => [componentKey(component), component]));
  const byId = new Map(
    known.flatMap((component) => (component.id ? [[`${component.type}:${component.id}`, component]] : []))
  );
  return (stamp) => byKey.get(componentKey(stamp)) ?? (stamp.id ? byId.get(`${stamp.type}:${stamp.id}`) : undefined);
};
