import { elementsError } from '../../errors.ts';
import type { Publication } from '../records.ts';
import { createBulkInsert } from './bulkInsert.ts';
import { createComponentIds, type Publishing } from './componentIds.ts';
import type { Connection } from './connection.ts';
import { keepPublished, removeUnpublished } from './documents.ts';
import { publishComponents, type DocumentIds } from './publishComponents.ts';
import { publishGrants } from './publishGrants.ts';
import { publishReferences } from './publishReferences.ts';
import { endPublished, requireOrg, requireRunning } from './runs.ts';
import { queries } from './tables.ts';

/** Only inside a writing transaction: any error must undo everything. */
export const publish = (connection: Connection, publication: Publication): void => {
  const org = requireOrg(connection, publication.orgKey);
  const run = requireRunning(connection, publication.run, org);
  const publishing: Publishing = {
    connection,
    org,
    run,
    ids: createComponentIds(connection, org),
    tally: { components: 0, references: 0, grants: 0 },
  };
  const documentId = createDocumentIds(connection);
  publishComponents(publishing, documentId, publication);
  publishDocuments(publishing, documentId, publication);
  publishReferences(publishing, publication.references);
  publishGrants(publishing, publication.grants);
  const totals = addCounts(publishing);
  endPublished(connection, { ...publication.run, ...totals }, { org, number: run });
  keepPublished(connection);
  removeUnpublished(connection, publication.run.finishedAt ?? publication.run.leaseUntil);
};

const createDocumentIds = (connection: Connection): DocumentIds => {
  const ids = new Map<string, number>();
  const find = connection.prepare<{ hash: string; extractor: string }, { id: number }>((p) =>
    queries.selectFrom('document').select('id').where('hash', '=', p.hash).where('extractor_version', '=', p.extractor)
  );
  return ({ hash, extractorVersion }) => {
    const key = `${hash} ${extractorVersion}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = find.first({ hash, extractor: extractorVersion })?.id;
    if (id === undefined) throw elementsError('internal', [`the document ${hash} was not stored`]);
    ids.set(key, id);
    return id;
  };
};

const publishDocuments = (
  { connection, org, run }: Publishing,
  documentId: DocumentIds,
  { documents, removedDocuments }: Publication
): void => {
  const open = queries.selectFrom('current_document').where('org', '=', org).where('valid_to', 'is', null);
  const find = connection.prepare<{ path: string }, { document_id: number }>(({ path }) =>
    open.select('document_id').where('path', '=', path)
  );
  const close = connection.prepare<{ path: string }>(({ path }) =>
    queries
      .updateTable('current_document')
      .set({ valid_to: run })
      .where('org', '=', org)
      .where('path', '=', path)
      .where('valid_to', 'is', null)
  );
  const insert = createBulkInsert(connection, 'current_document', ['org', 'path', 'document_id', 'valid_from']);
  for (const path of removedDocuments) close.run({ path });
  // Nothing is there to be found or closed in a first run, in which most documents are published.
  const isFirst = connection.first(open.select('path').limit(1)) === undefined;
  const wanted = new Map(documents.map((document) => [document.path, document]));
  for (const { path, hash, extractorVersion } of wanted.values()) {
    const document = documentId({ hash, extractorVersion });
    if (!isFirst) {
      if (find.first({ path })?.document_id === document) continue;
      close.run({ path });
    }
    insert.add(org, path, document, run);
  }
  insert.flush();
};

/** The org's totals after this run, of which the run's record keeps a copy. */
const addCounts = ({ connection, org, tally }: Publishing): { references: number; grants: number } => {
  connection.run(
    queries
      .updateTable('org')
      .set((expression) => ({
        component_count: expression('component_count', '+', tally.components),
        reference_count: expression('reference_count', '+', tally.references),
        grant_count: expression('grant_count', '+', tally.grants),
      }))
      .where('id', '=', org)
  );
  const counts = connection.first(
    queries.selectFrom('org').select(['reference_count', 'grant_count']).where('id', '=', org)
  );
  return { references: counts?.reference_count ?? 0, grants: counts?.grant_count ?? 0 };
};
