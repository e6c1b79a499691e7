import { elementsError } from '../../../src/errors.ts';
import type { Content, StoredDocument, ComponentVersion, NewRun, Pruned } from '../../../src/store/records.ts';
import type { DocumentRow, TextsRow } from '../../../src/store/publication/publicationPlan.ts';
import { searchedTexts } from '../../../src/store/search/searchEntry.ts';
import type { MemoryModel } from './memoryModel.ts';

type DocumentKey = { readonly hash: string; readonly extractorVersion: string };

/** Contents and documents of one org. */
export type MemoryDocuments = {
  put(documents: readonly StoredDocument[], contents: readonly Content[]): void;
  find(key: DocumentKey): StoredDocument | undefined;
  /** As a publication's plan names it; undefined where it was not put. */
  row(key: DocumentKey): DocumentRow | undefined;
  /** Help texts and formulas of its components. */
  texts(key: DocumentKey): TextsRow[];
  byId(id: number): DocumentRow | undefined;
  content(hash: string): Content | undefined;
  /** How much the model does not refer to. */
  unused(model: MemoryModel): Pick<Pruned, 'documents' | 'contents' | 'bytes'>;
  /** Removes whatever the model does not refer to, now or in its history. */
  removeUnused(model: MemoryModel): void;
};

const keyOf = ({ hash, extractorVersion }: DocumentKey): string => `${hash} ${extractorVersion}`;

/** Keys of the documents that a model refers to, now or in its history. */
const documentsOf = (model: MemoryModel, keyOfId: (id: number) => string): Set<string> =>
  new Set([
    ...model.paths.map(({ documentId }) => keyOfId(documentId)),
    ...[...model.versions.values()].flatMap((versions) =>
      versions.flatMap(({ version: { origin } }) =>
        origin === undefined ? [] : [keyOf({ hash: origin.documentHash, extractorVersion: origin.extractorVersion })]
      )
    ),
  ]);

export const createMemoryDocuments = (): MemoryDocuments => {
  const documents = new Map<string, StoredDocument>();
  const contents = new Map<string, Content>();
  /** The id of a document is where its key stands. */
  const ids: string[] = [];
  /** Keys of documents, and hashes of contents. */
  const unusedBy = (model: MemoryModel): readonly [string[], string[]] => {
    const used = documentsOf(model, (id) => ids[id] ?? '');
    const isUsed = ([key]: readonly [string, StoredDocument]): boolean => used.has(key);
    const kept = new Set(
      [...documents].filter(isUsed).flatMap(([, { parts }]) => parts.map((part) => part.contentHash))
    );
    return [
      [...documents].filter((one) => !isUsed(one)).map(([key]) => key),
      [...contents.keys()].filter((hash) => !kept.has(hash)),
    ];
  };
  return {
    put: (newDocuments, newContents) => {
      const hashes = new Set([...contents.keys(), ...newContents.map(({ hash }) => hash)]);
      for (const { contentHash } of newDocuments.flatMap(({ parts }) => parts)) {
        if (!hashes.has(contentHash)) throw elementsError('internal', [`the content ${contentHash} was not stored`]);
      }
      for (const content of newContents) if (!contents.has(content.hash)) contents.set(content.hash, content);
      for (const document of newDocuments) {
        if (documents.has(keyOf(document))) continue;
        documents.set(keyOf(document), plain(document));
        if (!ids.includes(keyOf(document))) ids.push(keyOf(document));
      }
    },
    find: (key) => documents.get(keyOf(key)),
    content: (hash) => contents.get(hash),
    row: ({ hash, extractorVersion }) => {
      const id = ids.indexOf(keyOf({ hash, extractorVersion }));
      return documents.has(ids[id] ?? '') ? { hash, extractorVersion, id } : undefined;
    },
    texts: (key) =>
      (documents.get(keyOf(key))?.components ?? []).flatMap(({ attributes }, ordinal) => {
        const texts = searchedTexts(attributes);
        return texts === null ? [] : [{ documentId: ids.indexOf(keyOf(key)), ordinal, texts }];
      }),
    byId: (id) => {
      const document = documents.get(ids[id] ?? '');
      return document && { hash: document.hash, extractorVersion: document.extractorVersion, id };
    },
    unused: (model) => {
      const [keys, hashes] = unusedBy(model);
      const sizes = hashes.map((hash) => contents.get(hash)?.deflated.length ?? 0);
      return { documents: keys.length, contents: hashes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
    },
    removeUnused: (model) => {
      const [keys, hashes] = unusedBy(model);
      for (const key of keys) documents.delete(key);
      for (const hash of hashes) contents.delete(hash);
    },
  };
};

/** A copy as a database would give it back: without what is `undefined`. */
export const plain = <Type>(value: Type): Type => JSON.parse(JSON.stringify(value)) as Type;

/** Exactly the columns of a version: callers may pass a wider record. */
export const plainVersion = (version: ComponentVersion): ComponentVersion => {
  const columns: { readonly [Name in keyof Required<ComponentVersion>]: ComponentVersion[Name] } = {
    type: version.type,
    rawName: version.rawName,
    fullName: version.fullName,
    id: version.id,
    namespace: version.namespace,
    state: version.state,
    packaged: version.packaged,
    createdBy: version.createdBy,
    createdById: version.createdById,
    createdDate: version.createdDate,
    lastModifiedBy: version.lastModifiedBy,
    lastModifiedById: version.lastModifiedById,
    lastModifiedDate: version.lastModifiedDate,
    path: version.path,
    parent: version.parent && { type: version.parent.type, fullName: version.parent.fullName },
    label: version.label,
    description: version.description,
    ownHash: version.ownHash,
    origin: version.origin,
    facts: version.facts,
  };
  return plain(columns);
};

/** What may change while a run goes on: not its numbers, nor its holder and lease. */
export const changeable = (run: NewRun): Omit<NewRun, 'runId' | 'orgKey' | 'holder' | 'leaseUntil'> => {
  const { runId: _, orgKey: _org, holder: _holder, leaseUntil: _lease, ...rest } = plain(run);
  return { ...rest };
};
