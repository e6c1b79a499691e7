import type { DocumentType } from './reader.ts';
import { readers } from './readers.ts';

/**
 * Raised whenever what all readers share (`extract.ts`, `mentionRules.ts`, `sections.ts` …) makes something else of the
 * same content, for many types at once. What one reader alone makes has a version of its own (`ComponentReader.version`).
 */
export const ENGINE_VERSION = 4;

/**
 * Which extractors read a document: the engine's version and those readers of its family (root and children) that were
 * changed since, such as `4` or `4+WorkflowRule:2`. Stored with the document, which is extracted anew under another one.
 */
export const extractorVersion = ({ type, children }: Pick<DocumentType, 'type' | 'children'>): string =>
  versionOf([type, ...children.map((child) => child.type)]);

/** The same over all types: says of a run which extractors the program had. */
export const allExtractorVersions = (): string => versionOf([...readers.keys()]);

const versionOf = (types: readonly string[]): string => {
  const raised = types
    .filter((type) => readerVersion(type) > 1)
    .map((type) => `+${type}:${String(readerVersion(type))}`);
  return [ENGINE_VERSION, ...raised.sort()].join('');
};

/** 1 for a reader that was never changed, and for a type without one. */
export const readerVersion = (type: string): number => readers.get(type)?.version ?? 1;
