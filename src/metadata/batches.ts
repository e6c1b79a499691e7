import type { Stamp } from '../model/stamp.ts';
import type { Manifest } from './manifest.ts';
import type { CatalogueEntry } from './catalogueEntry.ts';

/** A component to retrieve. */
export type Wanted = { readonly entry: CatalogueEntry; readonly stamp: Stamp };

export type BatchLimits = {
  /** Salesforce refuses more than 10,000 files a retrieve. */
  readonly files: number;
  /** Expected zipped bytes; Salesforce refuses more than 39 MB. */
  readonly bytes: number;
};

const DEFAULT_LIMITS: BatchLimits = { files: 9000, bytes: 16_000_000 };

/** Files of one component; a bundle may have more, but few have. */
const FILES = { xml: 1, source: 2, binary: 2, bundle: 4 } as const;

/** Cuts what is wanted into batches below the limits, the largest first so that the last job to end is a small one. */
export const cutBatches = (wanted: readonly Wanted[], limits: BatchLimits = DEFAULT_LIMITS): Wanted[][] => {
  const batches: Array<{ items: Wanted[]; files: number; bytes: number }> = [];
  for (const item of wanted) {
    const files = FILES[item.entry.shape];
    const bytes = item.entry.expectedBytes;
    const last = batches.at(-1);
    if (last && last.files + files <= limits.files && last.bytes + bytes <= limits.bytes) {
      last.items.push(item);
      last.files += files;
      last.bytes += bytes;
    } else {
      batches.push({ items: [item], files, bytes });
    }
  }
  return batches.sort((a, b) => b.bytes - a.bytes).map((batch) => batch.items);
};

/** Raw names by the type that the manifest wants them under: folders are named under their content's type. */
export const manifestOf = (batch: readonly Wanted[]): Manifest => {
  const manifest = new Map<string, string[]>();
  for (const { entry, stamp } of batch) {
    const type = entry.folderOf ?? entry.type;
    const members = manifest.get(type) ?? [];
    members.push(stamp.rawName);
    manifest.set(type, members);
  }
  return manifest;
};
