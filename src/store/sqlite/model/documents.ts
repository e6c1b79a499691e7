import { elementsError } from '../../../errors.ts';
import type { Content, StoredDocument } from '../../records.ts';
import { searchedTexts } from '../../search/searchEntry.ts';
import { jsonOf } from '../../sql/columns.ts';
import { storedDocumentOf, storedDocumentQueries } from '../../sql/questions/documents.ts';
import { queries } from '../../sql/tables.ts';
import { createBulkInsert } from '../connection/bulkInsert.ts';
import type { Connection } from '../connection/connection.ts';

/** Only inside a writing transaction. */
export const putContents = (connection: Connection, org: number, contents: readonly Content[]): void => {
  const insert = connection.prepare<{ hash: string; size: number; deflated: Uint8Array }>((content) =>
    queries
      .insertInto('content')
      .values({ org, hash: content.hash, size: content.size, deflated: content.deflated })
      .onConflict((conflict) => conflict.columns(['org', 'hash']).doNothing())
  );
  const marks = createBulkInsert(connection, 'unpublished_content', ['content_id']);
  for (const content of contents) {
    const { changes, id } = insert.run({ hash: content.hash, size: content.size, deflated: content.deflated });
    if (changes > 0) marks.add(id);
  }
  marks.flush();
};

/** Only inside a writing transaction, after the contents. */
export const putDocuments = (connection: Connection, org: number, documents: readonly StoredDocument[]): void => {
  const insertDocument = connection.prepare<{ hash: string; extractor: string; components: string; mentions: string }>(
    (p) =>
      queries
        .insertInto('document')
        .values({ org, hash: p.hash, extractor_version: p.extractor, components: p.components, mentions: p.mentions })
        .onConflict((conflict) => conflict.columns(['org', 'hash', 'extractor_version']).doNothing())
  );
  const findContent = connection.prepare<{ hash: string }, { id: number }>((p) =>
    queries.selectFrom('content').select('id').where('org', '=', org).where('hash', '=', p.hash)
  );
  const marks = createBulkInsert(connection, 'unpublished_document', ['document_id']);
  const parts = createBulkInsert(connection, 'document_part', ['document_id', 'position', 'name', 'content_id']);
  const given = createBulkInsert(connection, 'document_component', ['document_id', 'ordinal', 'texts', 'attributes']);
  for (const document of documents) {
    const { changes, id } = insertDocument.run({
      hash: document.hash,
      extractor: document.extractorVersion,
      components: jsonOf(document.components.map(({ attributes: _, ...component }) => component)),
      mentions: jsonOf(document.mentions),
    });
    if (changes === 0) continue;
    marks.add(id);
    document.components.forEach(({ attributes }, ordinal) => {
      given.add(id, ordinal, searchedTexts(attributes), jsonOf(attributes));
    });
    document.parts.forEach((part, position) => {
      const content = findContent.first({ hash: part.contentHash });
      if (content === undefined) throw elementsError('internal', [`the content ${part.contentHash} was not stored`]);
      parts.add(id, position, part.name, content.id);
    });
  }
  marks.flush();
  given.flush();
  parts.flush();
};

/** In the order of the hashes. */
export const storedDocuments = (
  connection: Connection,
  org: number,
  request: { readonly hashes: readonly string[]; readonly extractorVersion: string }
): StoredDocument[] => {
  const { document, parts, attributes } = storedDocumentQueries(org);
  const [find, findParts, findAttributes] = [
    connection.prepare(document),
    connection.prepare(parts),
    connection.prepare(attributes),
  ];
  return [...new Set(request.hashes)].flatMap((hash): StoredDocument[] => {
    const key = { hash, extractor: request.extractorVersion };
    const row = find.first(key);
    if (row === undefined) return [];
    return [storedDocumentOf(key, { document: row, parts: findParts.all(row), attributes: findAttributes.all(row) })];
  });
};

/** What the org's model refers to by now is no leftover of an unfinished run any more; the rest of what was put goes. */
export const removeUnpublished = (connection: Connection, org: number): void => {
  const unpublished = () =>
    queries
      .selectFrom('unpublished_document')
      .innerJoin('document', 'document.id', 'unpublished_document.document_id')
      .where('document.org', '=', org)
      .select('document.id');
  connection.run(
    queries
      .deleteFrom('unpublished_document')
      .where('document_id', 'in', unpublished())
      .where((expression) =>
        expression.or([
          expression.exists(
            expression
              .selectFrom('current_document')
              .select('path')
              .whereRef('current_document.document_id', '=', 'unpublished_document.document_id')
          ),
          expression.exists(
            expression
              .selectFrom('component_version')
              .select('id')
              .whereRef('component_version.document_id', '=', 'unpublished_document.document_id')
          ),
        ])
      )
  );
  connection.run(
    queries
      .insertInto('unpublished_content')
      .columns(['content_id'])
      .expression(queries.selectFrom('document_part').select('content_id').where('document_id', 'in', unpublished()))
      .onConflict((conflict) => conflict.doNothing())
  );
  // Its parts go with a document, and the marks with both.
  connection.run(queries.deleteFrom('document').where('id', 'in', unpublished()));
  connection.run(
    queries
      .deleteFrom('content')
      .where('org', '=', org)
      .where('id', 'in', queries.selectFrom('unpublished_content').select('content_id'))
      .where('id', 'not in', queries.selectFrom('document_part').select('content_id'))
  );
  connection.run(
    queries
      .deleteFrom('unpublished_content')
      .where('content_id', 'in', queries.selectFrom('content').select('id').where('org', '=', org))
  );
};
