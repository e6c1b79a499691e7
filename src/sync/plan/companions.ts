import { childTypes, entryOf } from '../../catalogue/catalogue.ts';
import type { CatalogueEntry, Companions } from '../../catalogue/entry.ts';
import type { ListedComponent } from '../../model/component.ts';
import {
  componentKey,
  decodeRawName,
  formatComponentName,
  nameKey,
  type ComponentKey,
} from '../../model/names/componentName.ts';
import type { Scope } from '../list/inventory.ts';
import type { RequestCompanions, Wanted } from './batches.ts';
import type { Earlier, NotRetrieved } from './round.ts';

/** What is known of the org when companions are chosen. */
export type CompanionSources = {
  /** All listed components; candidates are among them once they came back. */
  readonly components: Iterable<ListedComponent>;
  readonly scopes: readonly Scope[];
  /** Names of scopes that some earlier run listed. */
  readonly listedBefore: ReadonlySet<string>;
  /** What was asked for by then and did not come. */
  readonly lost: ReadonlyMap<ComponentKey, NotRetrieved>;
  readonly earlier: Earlier;
};

/** A component with its companions; or without them, and why they can't all come along in this run. */
export type WithCompanions = { readonly wanted: Wanted; readonly missing?: NotRetrieved };

/** Salesforce's limit is 10,000 files a retrieve; the components themselves need some, too. */
const MOST_FILES = 9500;

/** A child has no file of its own; its container's then comes with little in it. */
const CHILD = { files: 1, bytes: 500, ms: 6 } as const;

/**
 * Gives each component the companions that its catalogue entry names: all that the org has of them, so that what comes
 * back does not depend on how the request is cut. What the org refused to give by itself is not asked for again: it
 * would only take the others with it. What could not be listed, though it could before, must not look as if it were gone.
 */
export const withCompanions = (wanted: readonly Wanted[], sources: CompanionSources): WithCompanions[] => {
  const needed = new Set(wanted.flatMap(({ entry }) => typesOf(entry.companions)));
  const byType = Map.groupBy(
    [...sources.components].filter((component) => needed.has(component.type)),
    (component) => component.type
  );
  const groups = Map.groupBy(wanted, ({ entry }) => entry.type);
  return [...groups.values()].flatMap((group) => {
    const companions = group[0]?.entry.companions;
    return companions ? chooseCompanions(group, companions, byType, sources) : group.map((item) => ({ wanted: item }));
  });
};

const typesOf = (companions: Companions | undefined): string[] => [
  ...(companions?.types ?? []),
  ...(companions?.ofObject ?? []),
  ...(Object.keys(companions?.objects ?? {}).length > 0 ? ['CustomObject'] : []),
];

type CompanionChoice = { readonly chosen: RequestCompanions; readonly missing: NotRetrieved | undefined };
type ByType = ReadonlyMap<string, readonly ListedComponent[]>;

const chooseCompanions = (
  group: readonly Wanted[],
  companions: Companions,
  byType: ByType,
  { scopes, lost, listedBefore, earlier }: CompanionSources
): WithCompanions[] => {
  const unlisted = scopes.find(
    ({ name, type, state }) => state !== 'listed' && listedBefore.has(name) && typesOf(companions).includes(type)
  );
  const shared = companions.types.flatMap((type) => byType.get(type) ?? []);
  const byObject = Map.groupBy(
    companions.ofObject.flatMap((type) => byType.get(type) ?? []),
    (component) => objectOf(component)
  );
  const made = new Map<string, CompanionChoice>();
  const companionsFor = (object: string): CompanionChoice => {
    const others = Object.entries(companions.objects).find(([name]) => nameKey(name) === object)?.[1] ?? [];
    // Components with the same companions share one list.
    const own = byObject.has(object) || others.length > 0 ? object : '';
    const known = made.get(own);
    if (known) return known;
    const components = [...shared, ...(byObject.get(object) ?? []), ...objectsNamed(others, byType)];
    const open = components.find((component) => isOpen(lost.get(componentKey(component)), earlier(component)));
    const chosen = listOf(components.filter((component) => !isRefused(lost.get(componentKey(component)))));
    const missing = whyMissing(unlisted, open, chosen);
    made.set(own, { chosen, missing });
    return { chosen, missing };
  };
  return group.map((item): WithCompanions => {
    const { chosen, missing } = companionsFor(objectOf(item.component));
    return missing ? { wanted: item, missing } : { wanted: { ...item, companions: chosen } };
  });
};

const whyMissing = (
  unlisted: Scope | undefined,
  open: ListedComponent | undefined,
  chosen: RequestCompanions
): NotRetrieved | undefined => {
  if (unlisted) {
    const state = unlisted.state === 'failed' ? 'failed' : 'unavailable';
    return { state, reason: `${unlisted.name} could not be listed` };
  }
  if (open) return { state: 'failed', reason: `${formatComponentName(open)} could not be retrieved` };
  if (chosen.files <= MOST_FILES) return undefined;
  return { state: 'unavailable', reason: `it would take ${String(chosen.files)} other files in the same request` };
};

/**
 * Lost with others, by whatever happened to their request: nothing is known of this one. Lost alone, it may come another
 * time, as it did before.
 */
const isOpen = (loss: NotRetrieved | undefined, before: ReturnType<Earlier>): boolean =>
  loss?.state === 'failed' && !loss.unreadable && (!loss.culprit || before === 'came');

/** Asked for by itself and not given. One that came, but can't be read, does the others no harm. */
const isRefused = (loss: NotRetrieved | undefined): boolean => loss !== undefined && !loss.unreadable;

const objectsNamed = (names: readonly string[], byType: ByType): ListedComponent[] =>
  (byType.get('CustomObject') ?? []).filter(({ fullName }) => names.includes(fullName));

/** The object that a component belongs to, in lower case: `Account` of `Account-de`, `Account.Call` and `Account`. */
const objectOf = ({ fullName }: ListedComponent): string => nameKey(/^[^.-]*/.exec(fullName)?.[0] ?? '');

const listOf = (listed: readonly ListedComponent[]): RequestCompanions => {
  const components = listed
    .map(({ type, rawName }) => ({ type, rawName: childTypes.get(type)?.child.containerRawName?.(rawName) ?? rawName }))
    // A fixed order, so that the same org is asked in the same way each time.
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const sum = (size: (entry: CatalogueEntry | undefined) => number): number =>
    components.reduce((total, { type }) => total + size(entryOf(type)), 0);
  return {
    components,
    files: sum((entry) => entry?.expectedFiles ?? CHILD.files),
    bytes: sum((entry) => entry?.expectedBytes ?? CHILD.bytes),
    ms: sum((entry) => entry?.expectedMs ?? CHILD.ms),
  };
};

const nameOf = ({ type, rawName }: Pick<ListedComponent, 'type' | 'rawName'>): string =>
  `${type}:${decodeRawName(rawName)}`;
