import type { CatalogueEntry } from '../../catalogue/entry.ts';
import type { ListedComponent } from '../../model/component.ts';
import type { Manifest } from '../../salesforce/calls/retrieveJob.ts';

/**
 * What is asked for in the same request as others, so that those come back whole. Shared by all that need the same, and
 * counted once a batch.
 */
export type RequestCompanions = {
  readonly components: ReadonlyArray<Pick<ListedComponent, 'type' | 'rawName'>>;
  readonly files: number;
  readonly bytes: number;
  /** How long an org is expected to work on them. */
  readonly ms: number;
};

/** A component to retrieve. */
export type Wanted = {
  readonly entry: CatalogueEntry;
  readonly component: ListedComponent;
  readonly companions?: RequestCompanions;
  /** No listing names it: it exists if it comes back, and it is no loss if it does not. */
  readonly candidate?: true;
};

/** Sections that are not to be read in this request: with companions more of them come back whole. */
export const leftOutOf = ({ entry, companions }: Wanted): readonly string[] =>
  companions ? (entry.companions?.leftOut ?? []) : entry.requestDependent;

export type BatchLimits = {
  /** Salesforce refuses more than 10,000 files a retrieve. */
  readonly files: number;
  /** Expected zipped bytes; Salesforce refuses more than 39 MB. */
  readonly bytes: number;
};

const DEFAULT_LIMITS: BatchLimits = { files: 9000, bytes: 16_000_000 };

/** A job of its own is worth no less work, in expected milliseconds: each waits some seconds in Salesforce's queue. */
const WORTH_A_JOB = 2500;

/**
 * Cuts what is wanted into batches below the limits. What takes long is shared out among the jobs that an org works on at
 * once, so that they end together; the longest batch goes first, so that the last job to end is a short one.
 */
export const cutBatches = (
  wanted: readonly Wanted[],
  jobsAtOnce = 1,
  limits: BatchLimits = DEFAULT_LIMITS
): Wanted[][] => {
  const share = shareOf(wanted, jobsAtOnce);
  const batches: Batch[] = [];
  for (const item of wanted) {
    const last = batches.at(-1);
    if (last === undefined || last.ownMs >= share || !add(item, last, limits)) batches.push(batchOf(item));
  }
  return batches
    .map(({ items }) => ({ items, ms: expectedMsOf(items) }))
    .sort((a, b) => b.ms - a.ms)
    .map(({ items }) => items);
};

/** The expected work of one job without its companions, each job of which has to bring them again. */
const shareOf = (wanted: readonly Wanted[], jobsAtOnce: number): number => {
  const own = wanted.reduce((sum, { entry }) => sum + entry.expectedMs, 0);
  const companions = wanted.reduce((most, item) => Math.max(most, item.companions?.ms ?? 0), 0);
  const worth = Math.floor(own / Math.max(WORTH_A_JOB, companions));
  return own / Math.min(Math.max(worth, 1), jobsAtOnce);
};

type Batch = {
  items: Wanted[];
  companions: Set<RequestCompanions>;
  files: number;
  bytes: number;
  /** Expected milliseconds without companions. */
  ownMs: number;
};

const batchOf = (item: Wanted): Batch => {
  const batch: Batch = { items: [], companions: new Set(), files: 0, bytes: 0, ownMs: 0 };
  add(item, batch, { files: Infinity, bytes: Infinity });
  return batch;
};

/** False when the item, with what has to come along, would not fit. */
const add = (item: Wanted, batch: Batch, limits: BatchLimits): boolean => {
  const added = item.companions && !batch.companions.has(item.companions) ? item.companions : undefined;
  const files = batch.files + item.entry.expectedFiles + (added?.files ?? 0);
  const bytes = batch.bytes + item.entry.expectedBytes + (added?.bytes ?? 0);
  if (files > limits.files || bytes > limits.bytes) return false;
  batch.items.push(item);
  if (added) batch.companions.add(added);
  batch.files = files;
  batch.bytes = bytes;
  batch.ownMs += item.entry.expectedMs;
  return true;
};

/** How long an org is expected to work on a batch, in milliseconds, with what has to come along. */
export const expectedMsOf = (batch: readonly Wanted[]): number => {
  const companions = new Set(batch.flatMap((item) => item.companions ?? []));
  const own = batch.reduce((sum, { entry }) => sum + entry.expectedMs, 0);
  return [...companions].reduce((sum, { ms }) => sum + ms, own);
};

/** Raw names by the type that the manifest wants them under: folders are named under their content's type. */
export const manifestOf = (batch: readonly Wanted[]): Manifest => {
  const manifest = new Map<string, Set<string>>();
  const name = (type: string, rawName: string): void => {
    const members = manifest.get(type) ?? new Set();
    members.add(rawName);
    manifest.set(type, members);
  };
  for (const { entry, component } of batch) name(entry.folderOf ?? entry.type, component.rawName);
  for (const companions of new Set(batch.map((item) => item.companions))) {
    for (const { type, rawName } of companions?.components ?? []) name(type, rawName);
  }
  return new Map([...manifest].map(([type, members]) => [type, [...members]]));
};
