import { sql, type RawBuilder } from 'kysely';
import { RIGHTS } from '../../../model/access/grants.ts';
import { queries } from '../tables.ts';
import type { PublicView } from './publicView.ts';

/** What uses what, as the current models say. */
export const referenceView: PublicView = {
  name: 'v_reference',
  query: ({ jsonWords }) =>
    queries
      .selectFrom('reference_edge as edge')
      .innerJoin('component as source', 'source.id', 'edge.from_id')
      .innerJoin('org', 'org.id', 'source.org')
      .innerJoin('component as target', (join) =>
        // True of every edge. With it a database can start from either end.
        join.onRef('target.id', '=', 'edge.to_id').onRef('target.org', '=', 'org.id')
      )
      .innerJoin('reference_manner as manner', 'manner.id', 'edge.manner_id')
      .where('edge.valid_to', 'is', null)
      .select(['org.key as org', 'source.type as from_type', 'source.full_name as from_name'])
      .select(['target.type as to_type', 'target.full_name as to_name', 'manner.kind', 'manner.place'])
      .select(jsonWords(sql.ref<string | null>('manner.evidence')).as('evidence'))
      .select('manner.confidence')
      .select(isInModel('target').as('to_in_model')),
};

/** Who may do what, as the current models say. */
export const grantView: PublicView = {
  name: 'v_grant',
  query: () =>
    queries
      .selectFrom('access_grant as held')
      .innerJoin('component as principal', 'principal.id', 'held.principal_id')
      .innerJoin('org', 'org.id', 'principal.org')
      .innerJoin('component as target', (join) =>
        join.onRef('target.id', '=', 'held.target_id').onRef('target.org', '=', 'org.id')
      )
      .where('held.valid_to', 'is', null)
      .select(['org.key as org', 'principal.type as principal_type', 'principal.full_name as principal_name'])
      .select(['target.type as target_type', 'target.full_name as target_name'])
      .select(rightWords(sql.ref('held.rights')).as('rights'))
      .select(isInModel('target').as('target_in_model')),
};

/** A standard field or a deleted component is only a name: it has no version that has not ended. */
const isInModel = (table: string): RawBuilder<number> =>
  sql`CASE WHEN EXISTS (SELECT 1 FROM component_version AS version
    WHERE version.component_id = ${sql.ref(`${table}.id`)} AND version.valid_to IS NULL) THEN 1 ELSE 0 END`;

/** The names of the bits that are set, in their order, as a person says them: `read, edit`. */
const rightWords = (bits: RawBuilder<unknown>): RawBuilder<string> => {
  const words = RIGHTS.map(
    (right, bit) => sql`CASE WHEN (${bits} & ${sql.lit(1 << bit)}) > 0 THEN ${sql.lit(`, ${right}`)} ELSE '' END`
  );
  return sql`substr(${sql.join(words, sql` || `)}, 3)`;
};
