import type { RetrievedZip } from '../metadata/retrieveJob.ts';
import { locate } from '../metadata/catalogue/locate.ts';
import { readZip, RETRIEVE_LIMITS, ZipError } from '../metadata/zip.ts';
import { XmlError } from '../metadata/xml.ts';
import { decodeRawName, formatComponentName, type ComponentName } from '../model/componentName.ts';
import { TransportFault } from '../org/salesforceFault.ts';
import type { CurrentDocument } from '../store/records.ts';
import { buildDocument, type BuiltDocument, type RawDocument } from './buildDocument.ts';

export type ReadBatch = {
  readonly documents: readonly BuiltDocument[];
  /** Components whose files came but can't be read, with the reason. */
  readonly unreadable: ReadonlyArray<{ readonly type: string; readonly fullName: string; readonly reason: string }>;
  readonly warnings: readonly string[];
};

/**
 * Reads a zip entry by entry, in memory. A zip that is broken as a whole throws a `TransportFault`, so that it is
 * retrieved again; a bad entry or a file that does not parse costs only its component.
 */
export const readBatch = (
  { zip }: Pick<RetrievedZip, 'zip'>,
  current: ReadonlyMap<string, CurrentDocument>
): ReadBatch => {
  const documents: BuiltDocument[] = [];
  const unreadable: Array<ReadBatch['unreadable'][number]> = [];
  const warnings: string[] = [];
  const collected = collect(zip, warnings);
  for (const { name, reason } of collected.broken) {
    unreadable.push({ ...name, reason });
    warnings.push(`${formatComponentName(name)} can't be unpacked: ${reason}`);
  }
  for (const raw of collected.documents) {
    try {
      const built = buildDocument(raw, current.get(raw.path));
      documents.push(built);
      if (built.state === 'built') for (const warning of built.warnings) warnings.push(warning);
    } catch (error) {
      if (!(error instanceof XmlError) && !(error instanceof ZipError)) throw error;
      const name = { type: raw.entry.type, fullName: raw.fullName };
      unreadable.push({ ...name, reason: error.message });
      warnings.push(`${formatComponentName(name)} can't be read: ${error.message}`);
    }
  }
  return { documents, unreadable, warnings };
};

type Part = RawDocument['parts'][number];

type Collected = {
  readonly documents: readonly RawDocument[];
  readonly broken: ReadonlyArray<{ readonly name: ComponentName; readonly reason: string }>;
};

/** Groups the zip's files by component; a component of which a file can't be inflated is broken. */
const collect = (zip: Buffer, warnings: string[]): Collected => {
  const documents = new Map<string, Omit<RawDocument, 'parts'> & { readonly parts: Part[] }>();
  const broken = new Map<string, Collected['broken'][number]>();
  try {
    for (const entry of readZip(zip, RETRIEVE_LIMITS)) {
      if ('problem' in entry) {
        warnings.push(`An entry of the retrieved zip was left out: ${entry.problem}`);
        continue;
      }
      const path = entry.path.replace(/^unpackaged\//, '');
      const location = locate(path);
      if (!location) continue;
      const key = `${location.entry.type}:${location.fullName.toLowerCase()}`;
      const document = documents.get(key) ?? newDocument(path, location);
      documents.set(key, document);
      try {
        document.parts.push({
          name: location.part,
          bytes: entry.bytes(),
          ...(entry.deflated ? { deflated: entry.deflated } : {}),
        });
      } catch (error) {
        const name = { type: location.entry.type, fullName: location.fullName };
        broken.set(key, { name, reason: error instanceof Error ? error.message : String(error) });
      }
    }
  } catch (error) {
    if (error instanceof ZipError) throw new TransportFault('retrieve', error.message, { unsent: false, cause: error });
    throw error;
  }
  return {
    documents: [...documents].flatMap(([key, document]) => (broken.has(key) ? [] : [document])),
    broken: [...broken.values()],
  };
};

const newDocument = (
  path: string,
  { entry, fullName, part }: NonNullable<ReturnType<typeof locate>>
): Omit<RawDocument, 'parts'> & { readonly parts: Part[] } => ({
  path: decodeRawName(part === '' ? path : path.slice(0, -part.length)),
  entry,
  fullName,
  parts: [],
});
