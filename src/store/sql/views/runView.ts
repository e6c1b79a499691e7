import { sql } from 'kysely';
import { queries } from '../tables.ts';
import type { PublicView } from './publicView.ts';

/** Every attempt to bring a model up to date. */
export const runView: PublicView = {
  name: 'v_run',
  query: ({ jsonText, jsonNumber, jsonSum, jsonWords }) => {
    const components = sql.ref<string | null>('run.components');
    const error = sql.ref<string | null>('run.error');
    return queries
      .selectFrom('run')
      .innerJoin('org', 'org.id', 'run.org')
      .select(['org.key as org', 'run.run_id', 'run.number', 'run.state', 'run.trigger', 'run.actor', 'run.username'])
      .select(['run.started_at', 'run.finished_at', 'run.is_full'])
      .select([
        jsonWords(sql.ref<string | null>('run.scope')).as('scope'),
        sql<number>`CASE WHEN run.sequence IS NULL THEN 0 ELSE 1 END`.as('is_published'),
      ])
      .select('run.api_version')
      .select([
        jsonNumber(components, 'total').as('component_count'),
        jsonNumber(components, 'added').as('added'),
        jsonNumber(components, 'updated').as('updated'),
        jsonNumber(components, 'renamed').as('renamed'),
        jsonNumber(components, 'deleted').as('deleted'),
        jsonNumber(components, 'unchanged').as('unchanged'),
        jsonNumber(components, 'reread').as('reread'),
        jsonNumber(components, 'notFetched').as('not_fetched'),
        jsonNumber(components, 'unavailable').as('unavailable'),
      ])
      .select(['run.reference_count', 'run.grant_count'])
      .select([
        jsonSum(sql.ref<string | null>('run.api_calls')).as('api_calls'),
        jsonText(error, 'name').as('error_name'),
        jsonText(error, 'message').as('error_message'),
      ]);
  },
};
