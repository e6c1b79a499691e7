import { locate } from '../../catalogue/locate.ts';
import { componentKey, decodedPath, formatComponentName, type ComponentKey } from '../../model/names/componentName.ts';
import type { RetrievedZip } from '../../salesforce/calls/retrieveJob.ts';
import { TransportFault } from '../../salesforce/faults/salesforceFault.ts';
import type { CurrentDocument } from '../../store/records.ts';
import { XmlError } from '../../xml/parseXml.ts';
import { buildDocument, type BuiltDocument, type RawDocument } from './buildDocument.ts';
import { type RawPart, HiddenTextError } from './cleanPart.ts';
import { readZip, RETRIEVE_LIMITS, ZipError, type ZipEntry } from './zip.ts';

/** What went wrong while a batch was read; complete when all of its documents were taken. */
export type BatchProblems = {
  /** Components whose files came but can't be read, with the reason. */
  readonly unreadable: Array<{
    readonly type: string;
    readonly fullName: string;
    readonly reason: string;
    /** On purpose, by the package that it belongs to. */
    readonly hidden?: true;
    /** A file without which it is half a component. */
    readonly lacks?: string;
  }>;
  readonly warnings: string[];
};

/**
 * Reads a zip document by document, in memory, each when it is asked for. A zip that is broken as a whole throws a
 * `TransportFault`, so that it is retrieved again; a bad entry or a file that does not parse costs only its component.
 * `wanted` says of each component that was asked for which sections are left out: that depends on what was asked for in
 * the same request.
 */
export const readBatch = function* (
  retrieved: Pick<RetrievedZip, 'zip' | 'fileNames'>,
  wanted: ReadonlyMap<ComponentKey, readonly string[]>,
  current: ReadonlyMap<string, CurrentDocument>,
  { unreadable, warnings }: BatchProblems
): Generator<BuiltDocument> {
  for (const raw of collect(retrieved, wanted, warnings)) {
    const lacks = lackedBy(raw);
    if (lacks !== undefined) {
      unreadable.push({ type: raw.entry.type, fullName: raw.fullName, reason: `${lacks} did not come`, lacks });
      continue;
    }
    try {
      const built = buildDocument(raw, current.get(raw.path));
      if (built.state === 'built') for (const warning of built.warnings) warnings.push(warning);
      yield built;
    } catch (error) {
      const name = { type: raw.entry.type, fullName: raw.fullName };
      if (error instanceof HiddenTextError) {
        unreadable.push({ ...name, reason: error.message, hidden: true });
        continue;
      }
      if (!(error instanceof XmlError) && !(error instanceof ZipError)) throw error;
      unreadable.push({ ...name, reason: error.message });
      warnings.push(`${formatComponentName(name)} can't be read: ${error.message}`);
    }
  }
};

type Collecting = Omit<RawDocument, 'parts'> & {
  readonly parts: RawPart[];
  /** A file that Salesforce says is in the zip, and that is not. */
  missing?: string;
};

/**
 * Of a file and its companion, one alone would make another component of it; of a bundle, all but one of its files. A
 * list of files names no companion: where a bundle has one, it is known by its type.
 */
const lackedBy = ({ entry: { shape, suffix, metaFile }, parts, missing }: Collecting): string | undefined => {
  if (missing !== undefined) return `"${missing.slice(0, 120)}"`;
  const hasCompanion = parts.some(({ name }) => (shape === 'bundle' ? name.endsWith(META) : name === META));
  if (shape === 'bundle') {
    return hasCompanion || suffix !== '' || metaFile !== undefined ? undefined : `its ${META} file`;
  }
  if (!parts.some(({ name }) => name === '')) return 'its file';
  return shape === 'xml' || hasCompanion ? undefined : `its ${META} file`;
};

const META = '-meta.xml';

/**
 * Groups the zip's files by component; nothing is inflated yet. What was not asked for is no news of this batch. A bad
 * entry of a component is kept as one that can't be inflated, so that half a component is never taken for the whole.
 */
const collect = (
  { zip, fileNames }: Pick<RetrievedZip, 'zip' | 'fileNames'>,
  wanted: ReadonlyMap<ComponentKey, readonly string[]>,
  warnings: string[]
): Collecting[] => {
  const documents = new Map<string, Collecting>();
  for (const entry of entriesOf(zip)) {
    const { path, location, key } = placeOf(entry);
    if ('problem' in entry) warnings.push(leftOut(entry.path, entry.problem));
    const sections = key && wanted.get(key);
    if (!location || key === undefined || !sections) continue;
    const document = documents.get(key) ?? newDocument(path, location, sections);
    documents.set(key, document);
    if (document.parts.some(({ name }) => name === location.part)) warnings.push(leftOut(entry.path, 'it came twice'));
    else document.parts.push(partOf(entry, location.part));
  }
  for (const fileName of fileNames) {
    const { location, key } = placeOf({ path: fileName });
    const document = key === undefined ? undefined : documents.get(key);
    if (location && document && isMissing(location.part, document.parts)) document.missing = fileName;
  }
  return [...documents.values()];
};

/** A name without an ending may be that of a bundle, or of a folder in it. */
const isMissing = (part: string, parts: readonly RawPart[]): boolean =>
  (part.split('/').at(-1) ?? '').includes('.') && !parts.some(({ name }) => name === part);

/** The components of which a zip holds files, wanted or not. */
export const keysIn = ({ zip }: Pick<RetrievedZip, 'zip'>): ReadonlySet<ComponentKey> => {
  const keys = new Set<ComponentKey>();
  for (const entry of entriesOf(zip)) {
    const { key } = placeOf(entry);
    if (key !== undefined) keys.add(key);
  }
  return keys;
};

const entriesOf = function* (zip: Buffer): Generator<ZipEntry> {
  try {
    yield* readZip(zip, RETRIEVE_LIMITS);
  } catch (error) {
    if (error instanceof ZipError) throw new TransportFault('retrieve', error.message, { unsent: false, cause: error });
    throw error;
  }
};

type Place = {
  readonly path: string;
  readonly location: ReturnType<typeof locate>;
  readonly key: ComponentKey | undefined;
};

const placeOf = (entry: Pick<ZipEntry, 'path'>): Place => {
  const path = entry.path.replace(/^unpackaged\//, '');
  const location = locate(path);
  const key = location && componentKey({ type: location.entry.type, fullName: location.fullName });
  return { path, location, key };
};

const leftOut = (path: string, problem: string): string =>
  `The entry "${path.slice(0, 120)}" of the retrieved zip was left out: ${problem}`;

const partOf = (entry: ZipEntry, name: string): RawPart =>
  'problem' in entry
    ? {
        name,
        bytes: () => {
          throw new ZipError(entry.problem);
        },
      }
    : { name, bytes: entry.bytes, ...(entry.deflated ? { deflated: entry.deflated } : {}) };

const newDocument = (
  path: string,
  { entry, fullName, part }: NonNullable<ReturnType<typeof locate>>,
  sections: readonly string[]
): Collecting => ({
  path: decodedPath(part === '' ? path : path.slice(0, -part.length)).replace(/\/$/, ''),
  entry,
  fullName,
  leftOut: sections,
  parts: [],
});
