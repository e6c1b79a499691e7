import { sql, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../sqlDialect.ts';
import { queries } from '../tables.ts';
import type { PublicView } from './publicView.ts';

/** What is current: each has one version that has not ended. */
const currentComponents = () =>
  queries
    .selectFrom('component')
    .innerJoin('org', 'org.id', 'component.org')
    .innerJoin('component_version', (join) =>
      join.onRef('component_version.component_id', '=', 'component.id').on('component_version.valid_to', 'is', null)
    )
    .leftJoin('document_component', (join) =>
      join
        .onRef('document_component.document_id', '=', 'component_version.document_id')
        .onRef('document_component.ordinal', '=', 'component_version.ordinal')
    )
    .select(['org.key as org', 'component.type', 'component_version.full_name']);

/** What the document says, overlaid by what queries say. */
const attributes = ({ jsonOverlay }: SqlDialect): RawBuilder<string> =>
  jsonOverlay(
    sql.ref<string | null>('document_component.attributes'),
    sql.ref<string | null>('component_version.facts')
  );

/** Without it the model knows of nothing that is missing, as when the reason is. */
const isMissing = sql<boolean>`component.missing_reason IS NOT NULL AND component.missing_last_seen IS NOT NULL`;

/** One row for each component of the current models. */
export const componentView: PublicView = {
  name: 'v_component',
  query: (dialect) =>
    currentComponents()
      .leftJoin('run as first', 'first.number', 'component.first_run')
      .leftJoin('run as last', 'last.number', 'component.changed_run')
      .leftJoin('run as fetched', 'fetched.number', 'component.missing_last_seen')
      .select(['component_version.label', 'component_version.description'])
      .select(['component_version.parent_type', 'component_version.parent_name'])
      .select(['component_version.namespace', 'component_version.state', 'component_version.packaged as is_packaged'])
      .select(['component_version.salesforce_id', 'component_version.path'])
      .select(['component_version.created_by', 'component_version.created_date'])
      .select(['component_version.last_modified_by', 'component_version.last_modified_date'])
      .select(['first.started_at as first_seen', 'last.started_at as last_changed'])
      .select(
        sql<string | null>`CASE WHEN ${isMissing} THEN
          CASE WHEN component.missing_unavailable = 1 THEN 'unavailable' ELSE 'not fetched' END END`.as('missing')
      )
      .select(sql<string | null>`CASE WHEN ${isMissing} THEN component.missing_reason END`.as('missing_reason'))
      .select('fetched.started_at as last_fetched')
      .select(attributes(dialect).as('attributes')),
};

/** One row for each attribute of each of them. */
export const attributeView: PublicView = {
  name: 'v_attribute',
  query: (dialect) =>
    currentComponents()
      .innerJoin(dialect.jsonEntries.of(attributes(dialect)).as('entry'), (join) => join.onTrue())
      .select([dialect.jsonEntries.name.as('name'), dialect.jsonEntries.value.as('value')]),
};

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
