import { sql } from 'kysely';
import { queries } from '../tables.ts';
import type { PublicView } from './publicView.ts';

/** The files of the current models. A document is one file or several; the name of each begins with its path. */
export const documentView: PublicView = {
  name: 'v_document',
  query: () =>
    queries
      .selectFrom('current_document')
      .innerJoin('org', 'org.id', 'current_document.org')
      .innerJoin('document_part', 'document_part.document_id', 'current_document.document_id')
      .innerJoin('content', 'content.id', 'document_part.content_id')
      .where('current_document.valid_to', 'is', null)
      .select(['org.key as org', 'current_document.path'])
      .select(sql<string>`current_document.path || document_part.name`.as('name'))
      .select(['content.size', 'content.hash']),
};
