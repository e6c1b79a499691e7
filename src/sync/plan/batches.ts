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

/** Cuts what is wanted into batches below the limits, the largest first so that the last job to end is a small one. */
export const cutBatches = (wanted: readonly Wanted[], limits: BatchLimits = DEFAULT_LIMITS): Wanted[][] => {
  const batches: Batch[] = [];
  for (const item of wanted) {
    const last = batches.at(-1);
    if (last === undefined || !add(item, last, limits)) batches.push(batchOf(item));
  }
  return batches.sort((a, b) => b.bytes - a.bytes).map((batch) => batch.items);
};

type Batch = { items: Wanted[]; companions: Set<RequestCompanions>; files: number; bytes: number };

const batchOf = (item: Wanted): Batch => {
  const batch: Batch = { items: [], companions: new Set(), files: 0, bytes: 0 };
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
  return true;
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
