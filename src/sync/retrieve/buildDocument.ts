import { hash as hashOf } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { extract } from '../../extract/extract.ts';
import { extractorVersion } from '../../extract/extractorVersion.ts';
import type { CatalogueEntry } from '../../catalogue/entry.ts';
import type { ExtractedGrant } from '../../model/extraction.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { packMentions } from '../../model/references/packMentions.ts';
import type { Content, CurrentDocument, StoredDocument } from '../../store/records.ts';
import { cleanPart, parsedPart, type RawPart } from './cleanPart.ts';

/** Half the time of the usual level for a tenth more of bytes. */
const QUICK = 3;

/** The files of one component as a retrieve returned them. */
export type RawDocument = {
  /** Decoded path of the file itself, without the package's folder. */
  readonly path: string;
  readonly entry: CatalogueEntry;
  readonly fullName: string;
  /** Sections that depend on what else was asked for in the same request. */
  readonly leftOut: readonly string[];
  readonly parts: readonly RawPart[];
};

/** A document as the store takes it; `unchanged` when the model has it already, made by the same extractors. */
export type BuiltDocument =
  | {
      readonly state: 'unchanged';
      readonly path: string;
      readonly key: ComponentKey;
      readonly document: CurrentDocument;
    }
  | {
      readonly state: 'built';
      readonly path: string;
      /** The component whose document it is. */
      readonly key: ComponentKey;
      readonly document: StoredDocument;
      readonly contents: readonly Content[];
      readonly grants: readonly ExtractedGrant[];
      readonly warnings: readonly string[];
    };

/**
 * Turns a component's files into its document: a function of the org alone, so the sections that depend on what else
 * was asked for are left out first. Throws an `XmlError` when a file can't be parsed, a `ZipError` when it can't be inflated.
 */
export const buildDocument = (raw: RawDocument, current: CurrentDocument | undefined): BuiltDocument => {
  const parts = [...raw.parts].sort((a, b) => (a.name < b.name ? -1 : 1)).map((part) => cleanPart(part, raw));
  const hashes = parts.map(({ name, bytes }) => ({ name, contentHash: sha256(bytes) }));
  const key = componentKey({ type: raw.entry.type, fullName: raw.fullName });
  const hash = sha256(
    [`${raw.entry.type}:${raw.fullName}`, ...hashes.map(({ name, contentHash }) => `${name} ${contentHash}`)].join('\n')
  );
  const version = extractorVersion(raw.entry);
  if (current?.hash === hash && current.extractorVersion === version) {
    return { state: 'unchanged', path: raw.path, key, document: current };
  }
  const parsed = parts.map((part, index) => parsedPart(part, hashes[index]?.contentHash ?? ''));
  const extraction = extract({ entry: raw.entry, fullName: raw.fullName, parts: parsed });
  // Of most documents the one file is the one component's own text, and hashed already.
  const [whole, wholeHash] =
    parts.length === 1 && parts[0]?.kind !== 'binary'
      ? [parsed[0]?.utf8, hashes[0]?.contentHash ?? '']
      : [undefined, ''];
  return {
    state: 'built',
    path: raw.path,
    key,
    document: {
      hash,
      extractorVersion: version,
      parts: hashes,
      components: extraction.components.map(({ own, ...component }) => ({
        ...component,
        ownHash: own === whole ? wholeHash : sha256(own),
      })),
      mentions: packMentions(extraction.mentions),
    },
    contents: parts.map(({ bytes, deflated }, index) => ({
      hash: hashes[index]?.contentHash ?? '',
      size: bytes.length,
      deflated: deflated ?? deflateRawSync(bytes, { level: QUICK }),
    })),
    grants: extraction.grants,
    warnings: extraction.warnings,
  };
};

const sha256 = (data: string | Uint8Array): string => hashOf('sha256', data, 'hex');
