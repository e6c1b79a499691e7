import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { byGrant, byName, byReference, searchText, searchWords } from '../order.ts';
import type {
  ComponentDetail,
  ComponentVersion,
  GrantRecord,
  KnownComponent,
  ReferenceRecord,
  StoredDocument,
} from '../records.ts';
import type { ComponentFilter } from '../store.ts';
import { currentVersion, isOpen, keyOf, nameOf, toKnown, type Identity, type MemoryModel } from './memoryModel.ts';

type StartOf = (run: number) => string;

const currentIdentities = (model: MemoryModel): Array<readonly [Identity, ComponentVersion]> =>
  [...model.identities.values()].flatMap((identity) => {
    const version = currentVersion(identity);
    return version === undefined ? [] : [[identity, version] as const];
  });

export const knownComponents = (model: MemoryModel): KnownComponent[] =>
  currentIdentities(model).map(([identity, version]) => toKnown(identity, version));

const toSummary = (
  identity: Identity,
  version: ComponentVersion,
  startOf: StartOf
): Omit<ComponentDetail, 'attributes'> => {
  const changes = identity.versions.filter(({ change }) => change !== 'reread' && change !== 'touched');
  const lastFetched = identity.missing && startOf(identity.missing.lastSeen);
  return {
    ...toKnown(identity, version),
    firstSeen: startOf(identity.versions[0]?.from ?? -1),
    lastChanged: startOf(changes.at(-1)?.from ?? -1),
    ...(lastFetched ? { lastFetched } : {}),
  };
};

export const findComponents = (
  model: MemoryModel,
  filter: ComponentFilter,
  startOf: StartOf
): Array<Omit<ComponentDetail, 'attributes'>> => {
  const { type, limit } = filter;
  const parent = filter.parent && componentKey(filter.parent);
  const words = searchWords(filter.text ?? '');
  const matches = (version: ComponentVersion): boolean =>
    (type === undefined || version.type === type) &&
    (parent === undefined || (version.parent !== undefined && componentKey(version.parent) === parent)) &&
    words.every((word) => searchText(version).includes(word));
  return currentIdentities(model)
    .filter(([, version]) => matches(version))
    .sort(([, a], [, b]) => byName(a, b))
    .slice(0, limit)
    .map(([identity, version]) => toSummary(identity, version, startOf));
};

export const componentDetail = (
  identity: Identity,
  startOf: StartOf,
  documentOf: (origin: NonNullable<ComponentVersion['origin']>) => StoredDocument | undefined
): ComponentDetail | undefined => {
  const version = currentVersion(identity);
  if (version === undefined) return undefined;
  const { origin } = version;
  const extracted = origin && documentOf(origin)?.components[origin.ordinal];
  return {
    ...toSummary(identity, version, startOf),
    attributes: { ...extracted?.attributes, ...version.facts },
  };
};

export const findReferences = (
  model: MemoryModel,
  filter: { readonly from?: ComponentKey; readonly to?: ComponentKey }
): ReferenceRecord[] =>
  model.edges
    .filter(isOpen)
    .filter(({ from }) => filter.from === undefined || keyOf(model, from) === filter.from)
    .filter(({ to }) => filter.to === undefined || keyOf(model, to) === filter.to)
    .map(({ from, to, kind, evidence, confidence, place }) => ({
      from: nameOf(model, from),
      to: nameOf(model, to),
      kind,
      evidence,
      confidence,
      ...(place === undefined ? {} : { place }),
    }))
    .sort(byReference);

export const findGrants = (
  model: MemoryModel,
  filter: { readonly principal?: ComponentKey; readonly target?: ComponentKey }
): GrantRecord[] =>
  model.grants
    .filter(isOpen)
    .filter(({ principal }) => filter.principal === undefined || keyOf(model, principal) === filter.principal)
    .filter(({ target }) => filter.target === undefined || keyOf(model, target) === filter.target)
    .map(({ principal, target, rights }) => ({
      principal: nameOf(model, principal),
      target: nameOf(model, target),
      rights,
    }))
    .sort(byGrant);
