import { componentKey, type ComponentKey } from '../../../src/model/names/componentName.ts';
import { byGrant, byName, byReference } from '../../../src/store/order.ts';
import type {
  ComponentDetail,
  ComponentVersion,
  GrantRecord,
  KnownComponent,
  ReferenceRecord,
  StoredDocument,
} from '../../../src/store/records.ts';
import {
  containsWords,
  hasWords,
  searchQuery,
  searchRank,
  type SearchWord,
} from '../../../src/store/search/searchQuery.ts';
import type { ComponentFilter } from '../../../src/store/store.ts';
import type { IdentityRow } from '../../../src/store/publication/publicationPlan.ts';
import { currentVersion, holderOf, isOpen, nameOf, toKnown, type MemoryModel, type Validity } from './memoryModel.ts';

type StartOf = (run: number) => string;

const currentIdentities = (model: MemoryModel): Array<readonly [IdentityRow, ComponentVersion]> =>
  [...model.identities.values()].flatMap((identity) => {
    const version = currentVersion(model, identity.id);
    return version === undefined ? [] : [[identity, version] as const];
  });

export const knownComponents = (model: MemoryModel): KnownComponent[] =>
  currentIdentities(model).map(([identity, version]) => toKnown(identity, version));

const toSummary = (
  identity: IdentityRow,
  version: ComponentVersion,
  startOf: StartOf
): Omit<ComponentDetail, 'attributes'> => {
  const lastFetched = identity.missing && startOf(identity.missing.lastSeen);
  return {
    ...toKnown(identity, version),
    firstSeen: startOf(identity.firstRun ?? -1),
    lastChanged: startOf(identity.changedRun ?? -1),
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
  const listed = currentIdentities(model)
    .filter(
      ([, version]) =>
        (type === undefined || version.type === type) &&
        (parent === undefined || (version.parent !== undefined && componentKey(version.parent) === parent))
    )
    .sort(([, a], [, b]) => byName(a, b));
  const words = searchQuery(filter.text ?? '');
  return (words.length === 0 ? listed : bestFirst(model, listed, words))
    .slice(0, limit)
    .map(([identity, version]) => toSummary(identity, version, startOf));
};

/** Best matches first; of two that are as good, the one with the shorter name. */
const bestFirst = (
  model: MemoryModel,
  listed: ReturnType<typeof currentIdentities>,
  words: readonly SearchWord[]
): ReturnType<typeof currentIdentities> => {
  const entryOf = ({ id, searchText }: IdentityRow) => ({
    ...(model.searchRows.get(id) ?? { names: '', words: '' }),
    searchText: searchText ?? '',
  });
  const withWords = listed.filter(([identity]) => hasWords(words, entryOf(identity)));
  const found =
    withWords.length > 0
      ? withWords
      : listed.filter(([identity]) => containsWords(words, entryOf(identity).searchText));
  const rankOf = ([identity]: (typeof listed)[number]): number => searchRank(words, entryOf(identity));
  const lengthOf = ([{ fullName }]: (typeof listed)[number]): number => [...fullName].length;
  return found.sort((a, b) => rankOf(a) - rankOf(b) || lengthOf(a) - lengthOf(b));
};

export const componentDetail = (
  model: MemoryModel,
  identity: IdentityRow,
  startOf: StartOf,
  documentOf: (origin: NonNullable<ComponentVersion['origin']>) => StoredDocument | undefined
): ComponentDetail | undefined => {
  const version = currentVersion(model, identity.id);
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
  between(model.edges, [idOf(model, filter.from), idOf(model, filter.to)], ({ from, to }) => [from, to])
    .map(({ from, to, manner }) => {
      const { id: _, ...how } = model.manners.find(({ id }) => id === manner) ?? missingManner(manner);
      return { from: nameOf(model, from), to: nameOf(model, to), ...how };
    })
    .sort(byReference);

const missingManner = (id: number): never => {
  throw new Error(`There is no manner with the id ${id}.`);
};

export const findGrants = (
  model: MemoryModel,
  filter: { readonly principal?: ComponentKey; readonly target?: ComponentKey }
): GrantRecord[] =>
  between(model.grants, [idOf(model, filter.principal), idOf(model, filter.target)], ({ principal, target }) => [
    principal,
    target,
  ])
    .map(({ principal, target, rights }) => ({
      principal: nameOf(model, principal),
      target: nameOf(model, target),
      rights,
    }))
    .sort(byGrant);

/** Undefined without a key; an id that no component has for a key that is unknown. */
const idOf = (model: MemoryModel, key: ComponentKey | undefined): number | undefined =>
  key === undefined ? undefined : (holderOf(model, key)?.id ?? -1);

/** The open rows with these ends. */
const between = <Row extends Validity>(
  rows: readonly Row[],
  wanted: ReadonlyArray<number | undefined>,
  endsOf: (row: Row) => readonly number[]
): Row[] =>
  rows.filter((row) => isOpen(row) && endsOf(row).every((end, at) => wanted[at] === undefined || wanted[at] === end));
