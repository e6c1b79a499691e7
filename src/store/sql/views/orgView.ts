import { sql } from 'kysely';
import { queries } from '../tables.ts';
import type { PublicView } from './publicView.ts';

/** Connected orgs, and disconnected ones whose model is kept. */
export const orgView: PublicView = {
  name: 'v_org',
  query: ({ jsonText }) => {
    const schedule = sql.ref<string | null>('org.schedule');
    return queries
      .selectFrom('org')
      .leftJoin('run', (join) =>
        join.on('run.number', '=', (expression) =>
          expression
            .selectFrom('run as published')
            .select(({ fn }) => fn.max('published.number').as('number'))
            .whereRef('published.org', '=', 'org.id')
            .where('published.sequence', 'is not', null)
        )
      )
      .select(['org.key as org', 'org.alias', 'org.username', 'org.org_id', 'org.name', 'org.edition'])
      .select(['org.is_sandbox', 'org.trial_expiration_date', 'org.instance_url', 'org.mode', 'org.namespace'])
      .select('org.time_zone')
      .select(
        sql<string | null>`${jsonText(schedule, 'time')} || ' ' || ${jsonText(schedule, 'timezone')}`.as('schedule')
      )
      .select(['org.connected_at', 'org.disconnected_at'])
      .select(['org.component_count', 'org.reference_count', 'org.grant_count'])
      .select(['run.number as last_published_run', 'run.finished_at as last_published_at']);
  },
};
