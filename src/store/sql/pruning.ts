import { expressionBuilder, sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { queries, type Tables } from './tables.ts';

/**
 * What of an org goes: all that ended in an earlier run than this one, and what nothing refers to without it. `moved` are
 * current versions that do not need the document that they refer to.
 */
export type Cut = { readonly org: number; readonly run: number; readonly moved: Expression<number> };

/** No run has this number: everything that ended goes. */
const NO_RUN = Number.MAX_SAFE_INTEGER;

/** The oldest run that began at the moment or later. Runs are in the order of their numbers, whatever clocks said. */
export const firstRunSince = (org: number, before: string) =>
  queries
    .selectFrom('run')
    .select((expression) => expression.fn.min('number').as('number'))
    .where('org', '=', org)
    .where('started_at', '>=', before);

export const cutAt = (
  org: number,
  first: { readonly number: number | null } | undefined,
  moved: Expression<number>
): Cut => ({ org, run: first?.number ?? NO_RUN, moved });

type Dated = 'component_version' | 'reference_edge' | 'access_grant' | 'current_document';

const of = <Table extends keyof Tables>(): ExpressionBuilder<Tables, Table> => expressionBuilder<Tables, Table>();

const componentsOf = (org: number) => queries.selectFrom('component').select('id').where('org', '=', org);

/** Whether a row with a validity ended before the cut: written so that it can be asked of any of these tables. */
const ended = (table: Dated, { run }: Cut) => sql<SqlBool>`${sql.ref(`${table}.valid_to`)} < ${run}`;
const stays = (table: Dated, { run }: Cut) =>
  sql<SqlBool>`(${sql.ref(`${table}.valid_to`)} IS NULL OR ${sql.ref(`${table}.valid_to`)} >= ${run})`;

/** Documents that what stays refers to. */
const usedByVersions = (cut: Cut) =>
  queries
    .selectFrom('component_version')
    .innerJoin('component', 'component.id', 'component_version.component_id')
    .select('component_version.document_id')
    .where('component.org', '=', cut.org)
    .where('component_version.document_id', 'is not', null)
    .where('component_version.id', 'not in', cut.moved)
    .where(stays('component_version', cut));

const usedByPaths = (cut: Cut) =>
  queries
    .selectFrom('current_document')
    .select('document_id')
    .where('org', '=', cut.org)
    .where(stays('current_document', cut));

const usedParts = (cut: Cut) =>
  queries
    .selectFrom('document_part')
    .innerJoin('document', 'document.id', 'document_part.document_id')
    .select('document_part.content_id')
    .where('document.org', '=', cut.org)
    .where((expression) =>
      expression.or([
        expression('document.id', 'in', usedByVersions(cut)),
        expression('document.id', 'in', usedByPaths(cut)),
      ])
    );

/** A name that no version, reference or grant which stays is about. */
const isForgotten = (cut: Cut): Expression<SqlBool> => {
  const row = of<'component'>();
  const about = (table: Dated, column: string) =>
    sql<SqlBool>`EXISTS (SELECT 1 FROM ${sql.table(table)} WHERE ${sql.ref(`${table}.${column}`)} = ${sql.ref('component.id')} AND ${stays(table, cut)})`;
  return row.and([
    row('component.org', '=', cut.org),
    row.not(about('component_version', 'component_id')),
    row.not(about('reference_edge', 'from_id')),
    row.not(about('reference_edge', 'to_id')),
    row.not(about('access_grant', 'principal_id')),
    row.not(about('access_grant', 'target_id')),
  ]);
};

/**
 * Which rows of each table go, in an order in which they can be deleted. Each condition is about what stays, so that
 * rows are counted by it as they are deleted, whatever went before.
 */
export const goingRows = (cut: Cut) =>
  ({
    versions: {
      table: 'component_version',
      where: of<'component_version'>().and([
        of<'component_version'>()('component_version.component_id', 'in', componentsOf(cut.org)),
        ended('component_version', cut),
      ]),
    },
    references: {
      table: 'reference_edge',
      where: of<'reference_edge'>().and([
        of<'reference_edge'>()('reference_edge.from_id', 'in', componentsOf(cut.org)),
        ended('reference_edge', cut),
      ]),
    },
    grants: {
      table: 'access_grant',
      where: of<'access_grant'>().and([
        of<'access_grant'>()('access_grant.principal_id', 'in', componentsOf(cut.org)),
        ended('access_grant', cut),
      ]),
    },
    paths: {
      table: 'current_document',
      where: of<'current_document'>().and([
        of<'current_document'>()('current_document.org', '=', cut.org),
        ended('current_document', cut),
      ]),
    },
    documents: {
      table: 'document',
      where: of<'document'>().and([
        of<'document'>()('document.org', '=', cut.org),
        of<'document'>()('document.id', 'not in', usedByVersions(cut)),
        of<'document'>()('document.id', 'not in', usedByPaths(cut)),
      ]),
    },
    contents: {
      table: 'content',
      where: of<'content'>().and([
        of<'content'>()('content.org', '=', cut.org),
        of<'content'>()('content.id', 'not in', usedParts(cut)),
      ]),
    },
    components: { table: 'component', where: isForgotten(cut) },
  }) as const;

/** The manners of an org that none of its references has any more. */
export const unusedManners = (org: number) =>
  queries
    .deleteFrom('reference_manner')
    .where('org', '=', org)
    .where(
      'id',
      'not in',
      queries.selectFrom('reference_edge').select('manner_id').where('from_id', 'in', componentsOf(org))
    );
