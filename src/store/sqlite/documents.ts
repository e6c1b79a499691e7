import { sql } from 'kysely';
import { elementsError } from '../../errors.ts';
import type { Mention } from '../../model/extraction.ts';
import type { Content, CurrentDocument, StoredDocument } from '../records.ts';
import { jsonOf, parseJson } from './columns.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';
import { RUNNING } from './runs.ts';
import type { Words } from './words.ts';

/** Only inside a writing transaction. */
export const putContents = (connection: Connection, contents: readonly Content[]): void => {
  const insert = connection.prepare<{ hash: string; size: number; deflated: Uint8Array }>((content) =>
    queries
      .insertInto('content')
      .values({ hash: content.hash, size: content.size, deflated: content.deflated })
      .onConflict((conflict) => conflict.column('hash').doNothing())
  );
  const mark = connection.prepare<{ id: number }>(({ id }) =>
    queries.insertInto('unpublished_content').values({ content_id: id })
  );
  for (const content of contents) {
    const { changes, id } = insert.run({ hash: content.hash, size: content.size, deflated: content.deflated });
    if (changes > 0) mark.run({ id });
  }
};

/** Ids of mentioned names; kept for one transaction only, because an erased org takes its names along. */
const createNames = (connection: Connection): ((mention: Mention) => number) => {
  const ids = new Map<string, number>();
  const find = connection.prepare<{ type: string; name: string; fullName: string }, { id: number }>((p) =>
    queries
      .selectFrom('mentioned_name')
      .select('id')
      .where('type', '=', p.type)
      .where('name', '=', p.name)
      .where('full_name', '=', p.fullName)
  );
  const insert = connection.prepare<{ type: string; name: string; fullName: string }>((p) =>
    queries.insertInto('mentioned_name').values({ type: p.type, name: p.name, full_name: p.fullName })
  );
  return ({ type, fullName }) => {
    const key = `${type}:${fullName}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const row = { type, fullName, name: fullName.toLowerCase() };
    const id = find.first(row)?.id ?? insert.run(row).id;
    ids.set(key, id);
    return id;
  };
};

/** Only inside a writing transaction, after the contents. */
export const putDocuments = (connection: Connection, words: Words, documents: readonly StoredDocument[]): void => {
  const nameId = createNames(connection);
  const insertDocument = connection.prepare<{ hash: string; extractor: string; components: string }>((p) =>
    queries
      .insertInto('document')
      .values({ hash: p.hash, extractor_version: p.extractor, components: p.components })
      .onConflict((conflict) => conflict.columns(['hash', 'extractor_version']).doNothing())
  );
  const mark = connection.prepare<{ id: number }>(({ id }) =>
    queries.insertInto('unpublished_document').values({ document_id: id })
  );
  const findContent = connection.prepare<{ hash: string }, { id: number }>((p) =>
    queries.selectFrom('content').select('id').where('hash', '=', p.hash)
  );
  const insertPart = connection.prepare<{ document: number; position: number; name: string; content: number }>((p) =>
    queries
      .insertInto('document_part')
      .values({ document_id: p.document, position: p.position, name: p.name, content_id: p.content })
  );
  const insertMention = connection.prepare<{
    document: number;
    position: number;
    from: number;
    kind: number;
    name: number;
    place: number;
  }>((p) =>
    queries.insertInto('mention').values({
      document_id: p.document,
      position: p.position,
      from_ordinal: p.from,
      kind: p.kind,
      name_id: p.name,
      place: p.place,
    })
  );
  for (const document of documents) {
    const { changes, id } = insertDocument.run({
      hash: document.hash,
      extractor: document.extractorVersion,
      components: jsonOf(document.components),
    });
    if (changes === 0) continue;
    mark.run({ id });
    document.parts.forEach((part, position) => {
      const content = findContent.first({ hash: part.contentHash });
      if (content === undefined) throw elementsError('internal', [`the content ${part.contentHash} was not stored`]);
      insertPart.run({ document: id, position, name: part.name, content: content.id });
    });
    document.mentions.forEach((mention, position) => {
      insertMention.run({
        document: id,
        position,
        from: mention.from,
        kind: words.idOf(mention.kind),
        name: nameId(mention),
        place: words.idOf(mention.place),
      });
    });
  }
};

/** In the order of the hashes. */
export const storedDocuments = (
  connection: Connection,
  words: Words,
  request: { readonly hashes: readonly string[]; readonly extractorVersion: string }
): StoredDocument[] => {
  const find = connection.prepare<{ hash: string; extractor: string }, { id: number; components: string }>((p) =>
    queries
      .selectFrom('document')
      .select(['id', 'components'])
      .where('hash', '=', p.hash)
      .where('extractor_version', '=', p.extractor)
  );
  const parts = connection.prepare<{ id: number }, { name: string; contentHash: string }>(({ id }) =>
    queries
      .selectFrom('document_part')
      .innerJoin('content', 'content.id', 'document_part.content_id')
      .select(['document_part.name', 'content.hash as contentHash'])
      .where('document_part.document_id', '=', id)
      .orderBy('document_part.position')
  );
  const mentions = connection.prepare<
    { id: number },
    { from_ordinal: number; kind: number; type: string; full_name: string; place: number }
  >(({ id }) =>
    queries
      .selectFrom('mention')
      .innerJoin('mentioned_name', 'mentioned_name.id', 'mention.name_id')
      .select(['mention.from_ordinal', 'mention.kind', 'mentioned_name.type', 'mentioned_name.full_name'])
      .select('mention.place')
      .where('mention.document_id', '=', id)
      .orderBy('mention.position')
  );
  return [...new Set(request.hashes)].flatMap((hash): StoredDocument[] => {
    const document = find.first({ hash, extractor: request.extractorVersion });
    if (document === undefined) return [];
    return [
      {
        hash,
        extractorVersion: request.extractorVersion,
        parts: parts.all(document).map(({ name, contentHash }) => ({ name, contentHash })),
        components: parseJson(document.components),
        mentions: mentions.all(document).map((row) => ({
          from: row.from_ordinal,
          kind: words.textOf(row.kind) as Mention['kind'],
          type: row.type,
          fullName: row.full_name,
          place: words.textOf(row.place),
        })),
      },
    ];
  });
};

export const deflatedContent = (
  connection: Connection,
  hash: string
): { readonly size: number; readonly deflated: Uint8Array } | undefined =>
  connection.first(queries.selectFrom('content').select(['size', 'deflated']).where('hash', '=', hash));

export const currentDocuments = (connection: Connection, orgKey: string): CurrentDocument[] =>
  connection
    .all(
      queries
        .selectFrom('current_document')
        .innerJoin('org', 'org.id', 'current_document.org')
        .innerJoin('document', 'document.id', 'current_document.document_id')
        .select(['current_document.path', 'document.hash', 'document.extractor_version as extractorVersion'])
        .where('org.key', '=', orgKey)
        .where('current_document.valid_to', 'is', null)
        .orderBy('current_document.path')
    )
    .map(({ path, hash, extractorVersion }) => ({ path, hash, extractorVersion }));

/**
 * Removes what was put and never published. Another run that lives may still publish what it put, so nothing is
 * removed while there is one; a run whose lease was over at `now` (ISO 8601) counts as dead.
 */
export const removeUnpublished = (connection: Connection, now: string): void => {
  const living = connection.first(
    queries.selectFrom('run').select('number').where('state', '=', RUNNING).where('lease_until', '>=', now).limit(1)
  );
  if (living !== undefined) return;
  connection.run(
    queries
      .insertInto('unpublished_content')
      .columns(['content_id'])
      .expression(
        queries
          .selectFrom('document_part')
          .innerJoin('unpublished_document', 'unpublished_document.document_id', 'document_part.document_id')
          .select('document_part.content_id')
          .where(sql<boolean>`true`)
      )
      .onConflict((conflict) => conflict.doNothing())
  );
  connection.run(
    queries.deleteFrom('document').where('id', 'in', queries.selectFrom('unpublished_document').select('document_id'))
  );
  connection.run(
    queries
      .deleteFrom('content')
      .where('id', 'in', queries.selectFrom('unpublished_content').select('content_id'))
      .where('id', 'not in', queries.selectFrom('document_part').select('content_id'))
  );
  connection.run(queries.deleteFrom('unpublished_document'));
  connection.run(queries.deleteFrom('unpublished_content'));
};
