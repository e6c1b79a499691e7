import { sql } from 'kysely';
import { queries } from '../tables.ts';
import type { PublicView } from './publicView.ts';

/** What a run found to be another name than before is a change; that it was read again, or touched, is none. */
const CHANGES = ['added', 'updated', 'renamed'] as const;

/** Versions with their component's type, and the run by which they are a change. */
const versionsWithRun = (ofRun: 'valid_from' | 'valid_to') =>
  queries
    .selectFrom('component_version as version')
    .innerJoin('component', 'component.id', 'version.component_id')
    .innerJoin('org', 'org.id', 'component.org')
    .innerJoin('run', 'run.number', `version.${ofRun}`)
    .select(['org.key as org', 'run.run_id', 'run.number as run', 'run.started_at as time']);

/** What each published run changed, through all of history; by the time at which the run began to look. */
export const changeView: PublicView = {
  name: 'v_change',
  query: () =>
    versionsWithRun('valid_from')
      .leftJoin('component_version as before', (join) =>
        join
          .onRef('before.component_id', '=', 'version.component_id')
          .onRef('before.valid_to', '=', 'version.valid_from')
          .on('version.change', '=', 'renamed')
      )
      .where('version.change', 'in', CHANGES)
      .select(['version.change', 'component.type', 'version.full_name', 'before.full_name as previous_name'])
      .unionAll(
        versionsWithRun('valid_to')
          .where('version.ended', '=', 'deleted')
          .select(sql<string>`'deleted'`.as('change'))
          .select(['component.type', 'version.full_name'])
          .select(sql<string | null>`NULL`.as('previous_name'))
      ),
};
