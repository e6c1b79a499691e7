import { entryOf } from '../../catalogue/catalogue.ts';
import { isUnfiled } from '../../catalogue/parentName.ts';
import type { KnownComponent, ListedComponent } from '../../model/component.ts';
import { knownLookUp } from '../../model/compare/knownLookUp.ts';
import { componentKey } from '../../model/names/componentName.ts';
import type { Identity } from '../../salesforce/calls/identity.ts';
import type { CurrentDocument, RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { Inventory } from '../list/inventory.ts';
import type { SyncCollaborators } from '../syncCollaborators.ts';
import type { Wanted } from './batches.ts';
import { retrieveAgain, retrieveRounds } from './retrieveRounds.ts';
import type { Earlier, Round } from './round.ts';

/** The model as it is, as far as a sync compares with it. */
export type CurrentModel = {
  readonly known: readonly KnownComponent[];
  /** By path. */
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  /** The newest run that published. */
  readonly previous: RunRecord | undefined;
};

export const readCurrentModel = async (
  store: Pick<Store, 'known' | 'documents' | 'lastPublished'>,
  orgKey: string
): Promise<CurrentModel> => ({
  known: await store.known(orgKey),
  documents: new Map((await store.documents(orgKey)).map((document) => [document.path, document])),
  previous: await store.lastPublished(orgKey),
});

/** What is retrieved, in which rounds, and what need not be built anew when it comes back unchanged. */
export type RetrievePlan = {
  readonly rounds: readonly Round[];
  /** Components in all rounds together. */
  readonly wanted: number;
  readonly jobsAtOnce: number;
  /** The request for what should have come and did not. */
  readonly again: (wanted: readonly Wanted[]) => Wanted[][];
  readonly earlier: Earlier;
  /** By path: a document with the hash of the one here is not read again. */
  readonly documents: ReadonlyMap<string, CurrentDocument>;
};

export const planRetrieve = (
  inventory: Inventory,
  { known, documents, previous }: CurrentModel,
  { identity, cut }: { readonly identity: Identity; readonly cut: SyncCollaborators['cut'] }
): RetrievePlan => {
  const wanted = wantedOf(inventory);
  const earlier = earlierRuns(known);
  const listedBefore = new Set(Object.keys(previous?.listed ?? {}));
  const atOnce = jobsAtOnce(identity);
  const cutForJobs = (items: readonly Wanted[]): Wanted[][] => cut(items, atOnce);
  return {
    rounds: retrieveRounds({ wanted, inventory, documents, listedBefore, cut: cutForJobs, earlier }),
    wanted: wanted.length,
    jobsAtOnce: atOnce,
    again: (missing) => retrieveAgain(cutForJobs, missing),
    earlier,
    documents: wholeDocuments(documents, known),
  };
};

/** What is retrieved: every component that has a document, but the packaged ones that hide theirs. */
const wantedOf = ({ components, candidates, unlisted }: Inventory): Wanted[] => {
  const wanted = [...components.values()].flatMap(withDocument);
  for (const item of [...candidates, ...unlisted].flatMap(withDocument)) wanted.push({ ...item, candidate: true });
  // A fixed order, so that the same org is cut in the same way each time.
  return wanted.sort((a, b) => (componentKey(a.component) < componentKey(b.component) ? -1 : 1));
};

const withDocument = (component: ListedComponent): Wanted[] => {
  const entry = entryOf(component.type);
  const read = !component.packaged || entry?.packaged === 'retrieve';
  // The public folder of what lies in none has no document, though it may be listed among the folders.
  return entry && read && !isUnfiled(component) ? [{ entry, component }] : [];
};

/** By the content that the model has; what never came is asked for anew when its date is another one. */
const earlierRuns = (known: readonly KnownComponent[]): Earlier => {
  const lookUp = knownLookUp(known);
  return (component) => {
    const before = lookUp(component);
    if (before?.origin) return 'came';
    const isAsBefore = before?.lastModifiedDate === component.lastModifiedDate;
    return before?.missing?.unavailable && isAsBefore ? 'unavailable' : 'never came';
  };
};

/**
 * Four jobs at once: more wait in Salesforce's queue anyway, and each may hold a zip of 39 MB in memory. Developer and
 * trial orgs allow five long requests where others allow 25, so they get fewer.
 */
const jobsAtOnce = (identity: Identity): number =>
  identity.edition === 'Developer Edition' || identity.trialExpirationDate !== undefined ? 2 : 4;

/**
 * The documents that the model has all components of, just as they stand there. One that lacks a component is built
 * anew, though it may be the same: only its text says whether the component is in it. So is a document that permission
 * tables complete: its grants are published together with theirs.
 */
const wholeDocuments = (
  documents: ReadonlyMap<string, CurrentDocument>,
  known: readonly KnownComponent[]
): ReadonlyMap<string, CurrentDocument> => {
  const doubtful = new Set(known.flatMap(({ missing, path }) => (missing && path !== undefined ? [path] : [])));
  return new Map([...documents].filter(([path]) => !doubtful.has(path) && !path.startsWith(PROFILES)));
};

const PROFILES = `${entryOf('Profile')?.directory ?? ''}/`;
