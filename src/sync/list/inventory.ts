import pLimit from 'p-limit';
import { catalogue as allEntries, entryOf } from '../../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../catalogue/entry.ts';
import { locate } from '../../catalogue/locate.ts';
import { packagedName } from '../../catalogue/packagedName.ts';
import type { ListedComponent } from '../../model/component.ts';
import { componentKey, formatComponentName, type ComponentKey } from '../../model/names/componentName.ts';
import type { MetadataDescription } from '../../salesforce/calls/describeMetadata.ts';
import {
  listMetadata,
  QUERIES_PER_CALL,
  type ListingNames,
  type ListingOutcome,
  type ListingQuery,
  type NotListed,
} from '../../salesforce/calls/listMetadata.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { queryFolders } from './queriedFolders.ts';

/** One thing that was listed: a type, or one folder of a foldered type. */
export type Scope = {
  /** `ApexClass`, or `Report/Sales` for a folder's contents. */
  readonly name: string;
  readonly type: string;
  readonly state: 'listed' | 'denied' | 'failed';
  readonly problem?: string;
  /** Failed of something that may pass. */
  readonly transient?: true;
  /** Not a listing: it is no sign of trouble when the org or the user lacks the table. */
  readonly byQuery?: true;
  /** Listed, but with a row that did not say what it is: nothing is proved to be gone by it. */
  readonly doubtful?: true;
  /** How it was listed a second time, because something was missing in it that the model has. */
  readonly again?: 'listed' | 'failed';
};

/** Everything that an org lists at one time. */
export type Inventory = {
  readonly components: ReadonlyMap<ComponentKey, ListedComponent>;
  readonly scopes: readonly Scope[];
  /** Names of types that nothing lists, to be asked for one and all; those that come back are there. */
  readonly candidates: readonly ListedComponent[];
  /** What the model has and two listings lack, as it was listed last: it is asked for by its name before it is believed. */
  readonly unlisted: readonly ListedComponent[];
  /** Those of them that came: the listings are not complete. */
  readonly found: readonly ListedComponent[];
  readonly warnings: readonly string[];
};

/** Listing calls in flight: enough to hide their latency, few enough for an org's limit on concurrent requests. */
const LISTINGS_AT_ONCE = 10;

/** Lists every type of the catalogue that the org has, folders first, their contents behind them. */
export const takeInventory = async (
  session: OrgSession,
  catalogue: readonly CatalogueEntry[],
  description: MetadataDescription,
  tell: (listed: number) => void = () => undefined
): Promise<Inventory> => {
  const entries = catalogue.filter((entry) => description.types.has(entry.type));
  const plain = entries.filter((entry) => entry.listing.how === 'plain');
  const foldered = entries.filter((entry) => entry.listing.how === 'folders');
  const children = entries.flatMap((entry) => entry.children).filter((child) => description.types.has(child.type));
  const folderTypes = foldered.map((entry) =>
    entry.listing.how === 'folders' ? entry.listing.folderType : entry.type
  );
  const types = [
    ...new Set([...plain.map((entry) => entry.type), ...folderTypes, ...children.map((child) => child.type)]),
  ];

  let listed = 0;
  const list = (queries: readonly ListingQuery[]): Promise<ListingOutcome[]> =>
    listAll(session, queries, listingNames(description.namespace), (count) => tell((listed += count)));
  const listedFirst = await list(types.map((type) => ({ type })));
  const first = [...listedFirst, ...(await queriedFolders(session, foldered, listedFirst, description.namespace))];
  const second = await list(foldered.flatMap((entry) => folderQueries(entry, first)));
  return { ...foldOutcomes([...first, ...second], foldered, first), candidates: entries.flatMap(candidatesOf) };
};

const candidatesOf = ({ type, listing }: CatalogueEntry): ListedComponent[] =>
  listing.how === 'named'
    ? listing.names.map((fullName) => ({ type, rawName: fullName, fullName, packaged: false }))
    : [];

/** Lists given scopes once more, for a second opinion on components that seem to have vanished; a scope may fail now. */
export const listAgain = async (
  session: OrgSession,
  scopes: readonly Scope[],
  ownNamespace: string | undefined
): Promise<Inventory> => {
  const queries = scopes.map(({ name, type }) =>
    name === type ? { type } : { type, folder: name.slice(type.length + 1) }
  );
  const listed = await listAll(session, queries, listingNames(ownNamespace), () => undefined);
  const names = new Set(scopes.map(({ name }) => name));
  const foldered = allEntries.filter(({ listing }) => listing.how === 'folders' && names.has(listing.folderType));
  return foldOutcomes([...listed, ...(await queriedFolders(session, foldered, listed, ownNamespace))], [], []);
};

/** What the catalogue knows of the names in listings. */
export const listingNames = (ownNamespace: string | undefined): ListingNames => ({
  ownNamespace,
  typeOfFile: (fileName) => locate(fileName)?.entry.type,
  packagedName,
  contentType: (folderType) => entryOf(folderType)?.folderOf,
});

/** Folders that only a query knows; those that were listed all the same are left to their listing. */
const queriedFolders = (
  session: OrgSession,
  foldered: readonly CatalogueEntry[],
  listed: readonly ListingOutcome[],
  ownNamespace: string | undefined
): Promise<ListingOutcome[]> => {
  const known = new Set(
    listed.flatMap((outcome) =>
      outcome.state === 'listed' ? outcome.components.map((component) => componentKey(component)) : []
    )
  );
  return Promise.all(
    foldered.flatMap(({ listing }) => {
      if (listing.how !== 'folders' || listing.queried === undefined) return [];
      const { folderType, queried: kind } = listing;
      return queryFolders(session, { folderType, kind }, ownNamespace).then((outcome) =>
        outcome.state === 'listed'
          ? { ...outcome, components: outcome.components.filter((component) => !known.has(componentKey(component))) }
          : outcome
      );
    })
  );
};

const listAll = async (
  session: OrgSession,
  queries: readonly ListingQuery[],
  names: ListingNames,
  tell: (listed: number) => void
): Promise<ListingOutcome[]> => {
  const limit = pLimit(LISTINGS_AT_ONCE);
  const calls = chunk(queries, QUERIES_PER_CALL).map((group) =>
    limit(async () => {
      const outcomes = await listMetadata(session, group, names);
      tell(outcomes.reduce((sum, outcome) => sum + (outcome.state === 'listed' ? outcome.components.length : 0), 0));
      return outcomes;
    })
  );
  try {
    return (await Promise.all(calls)).flat();
  } finally {
    limit.clearQueue();
  }
};

/** The folders of a foldered type, nested ones included, and the public one that no listing of folders returns. */
const folderQueries = (entry: CatalogueEntry, outcomes: readonly ListingOutcome[]): ListingQuery[] => {
  if (entry.listing.how !== 'folders') return [];
  const { folderType, unfiled } = entry.listing;
  const folders = outcomes.flatMap((outcome) =>
    outcome.state === 'listed' && outcome.query.type === folderType
      ? outcome.components.map((component) => component.rawName)
      : []
  );
  return [...new Set([...folders, ...(unfiled === undefined ? [] : [unfiled])])].map((folder) => ({
    type: entry.type,
    folder,
  }));
};

const foldOutcomes = (
  outcomes: readonly ListingOutcome[],
  foldered: readonly CatalogueEntry[],
  folderOutcomes: readonly ListingOutcome[]
): Inventory => {
  const components = new Map<ComponentKey, ListedComponent>();
  const sources = new Map<ComponentKey, string>();
  const surplus = new Map<ComponentKey, ListedComponent>();
  const warnings: string[] = [];
  for (const outcome of outcomes) {
    if (outcome.state !== 'listed') continue;
    // Never spread: thousands of rows may have one.
    for (const warning of outcome.warnings) warnings.push(warning);
    for (const component of outcome.components) {
      const key = componentKey(component);
      const other = components.get(key);
      const source = scopeOf(outcome).name;
      // A nested folder's content may be listed with its parent folder as well: the same row from two scopes is no news.
      if (other && (sources.get(key) === source || other.id !== component.id)) {
        surplus.set(key, component);
      }
      if (!other || (component.lastModifiedDate ?? '') > (other.lastModifiedDate ?? '')) components.set(key, component);
      sources.set(key, source);
    }
  }
  for (const warning of surplusWarnings([...surplus.values()])) warnings.push(warning);
  const scopes = [...outcomes.map(scopeOf), ...hiddenScopes(foldered, folderOutcomes)];
  return { components, scopes, candidates: [], unlisted: [], found: [], warnings };
};

/** One a type, with an example: a whole listing may come twice. */
const surplusWarnings = (surplus: readonly ListedComponent[]): string[] =>
  [...Map.groupBy(surplus, ({ type }) => type)].map(([type, components]) => {
    const name = components[0] === undefined ? '' : formatComponentName(components[0]);
    return `${String(components.length)} component(s) of ${type} were listed more than once, for example ${name}; the newest listing counts.`;
  });

const scopeOf = (outcome: ListingOutcome): Scope => {
  const { type, folder } = outcome.query;
  return {
    name: folder === undefined ? type : `${type}/${folder}`,
    type,
    state: stateOf(outcome),
    ...(outcome.state === 'listed' ? {} : problemOf(outcome)),
    ...(outcome.state === 'listed' && outcome.doubtful ? { doubtful: true } : {}),
  };
};

/** Every type that is asked for is one that the org says it has: that it lacks it is a refusal. */
const stateOf = ({ state }: ListingOutcome): Scope['state'] => (state === 'absent' ? 'denied' : state);

const problemOf = ({ problem, transient, byQuery }: NotListed): Pick<Scope, 'problem' | 'transient' | 'byQuery'> => ({
  problem,
  ...(byQuery ? { byQuery } : {}),
  ...(transient ? { transient } : {}),
});

/** When the folders of a type could not be listed, its contents are as unknown as they are. */
const hiddenScopes = (foldered: readonly CatalogueEntry[], outcomes: readonly ListingOutcome[]): Scope[] =>
  foldered.flatMap((entry) => {
    const folders = outcomes.find(
      (outcome) => entry.listing.how === 'folders' && outcome.query.type === entry.listing.folderType
    );
    return folders && folders.state !== 'listed'
      ? [{ name: entry.type, type: entry.type, state: stateOf(folders), ...problemOf(folders) }]
      : [];
  });

const chunk = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
