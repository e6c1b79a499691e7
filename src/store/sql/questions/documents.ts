import type { CurrentDocument, StoredDocument } from '../../records.ts';
import type { Json } from '../columns.ts';
import { askAll, askFirst } from '../question.ts';
import { isObject, neededJson } from '../soundColumns.ts';
import { isComponents, isMentions } from '../soundDocument.ts';
import type { SqlDialect } from '../sqlDialect.ts';
import { queries, type Tables } from '../tables.ts';

type DocumentKey = { readonly hash: string; readonly extractor: string };

/** Of the many documents that are read one after another: queries for parameters, so that a database can keep them. */
export const storedDocumentQueries = (org: number) => ({
  document: ({ hash, extractor }: DocumentKey) =>
    queries
      .selectFrom('document')
      .select(['id', 'components', 'mentions'])
      .where('org', '=', org)
      .where('hash', '=', hash)
      .where('extractor_version', '=', extractor),
  parts: ({ id }: { readonly id: number }) =>
    queries
      .selectFrom('document_part')
      .innerJoin('content', 'content.id', 'document_part.content_id')
      .select(['document_part.name', 'content.hash as contentHash'])
      .where('document_part.document_id', '=', id)
      .orderBy('document_part.position'),
  attributes: ({ id }: { readonly id: number }) =>
    queries.selectFrom('document_component').select(['ordinal', 'attributes']).where('document_id', '=', id),
});

/** What those queries give. */
type DocumentRows = {
  readonly document: {
    readonly components: Tables['document']['components'];
    readonly mentions: Json<StoredDocument['mentions']>;
  };
  readonly parts: StoredDocument['parts'];
  readonly attributes: ReadonlyArray<Pick<Tables['document_component'], 'ordinal' | 'attributes'>>;
};

export const storedDocumentOf = (
  { hash, extractor }: DocumentKey,
  { document, parts, attributes }: DocumentRows
): StoredDocument => {
  const given = new Map(attributes.map((row) => [row.ordinal, row.attributes]));
  const attributesOf = (ordinal: number): StoredDocument['components'][number]['attributes'] =>
    neededJson(given.get(ordinal) ?? '', isObject, 'document_component.attributes');
  return {
    hash,
    extractorVersion: extractor,
    parts: parts.map(({ name, contentHash }) => ({ name, contentHash })),
    components: neededJson(document.components, isComponents, 'document.components').map((component, ordinal) => ({
      ...component,
      attributes: attributesOf(ordinal),
    })),
    mentions: neededJson(document.mentions, isMentions, 'document.mentions'),
  };
};

/** What the org has under a hash, deflated. */
export const askContent = (org: number, hash: string) =>
  askFirst(
    queries.selectFrom('content').select(['size', 'deflated']).where('org', '=', org).where('hash', '=', hash),
    (content) => content
  );

/** By path. */
export const askCurrentDocuments = ({ ofRow }: Pick<SqlDialect, 'ofRow'>, orgKey: string) =>
  askAll(
    queries
      .selectFrom('current_document')
      .innerJoin('org', 'org.id', 'current_document.org')
      .innerJoin('document', 'document.id', 'current_document.document_id')
      .select(['current_document.path', 'document.hash', 'document.extractor_version as extractorVersion'])
      .where(ofRow('org.key', orgKey))
      .where('current_document.valid_to', 'is', null)
      .orderBy('current_document.path'),
    ({ path, hash, extractorVersion }): CurrentDocument => ({ path, hash, extractorVersion })
  );
