import { sql } from 'kysely';
import { askAll, askFirst } from '../question.ts';
import { fromRunRow } from '../rows.ts';
import type { SqlDialect } from '../sqlDialect.ts';
import { queries } from '../tables.ts';

/** Written into the SQL, so that the database sees that the index of running runs serves. */
export const RUNNING = sql.lit('running');

const selectRuns = () =>
  queries.selectFrom('run').innerJoin('org', 'org.id', 'run.org').selectAll('run').select('org.key as org_key');

type RowFinder = Pick<SqlDialect, 'ofRow'>;

const newestOf = ({ ofRow }: RowFinder, orgKey: string) =>
  selectRuns().where(ofRow('org.key', orgKey)).orderBy('run.number', 'desc');

/** Newest first. */
export const askRuns = (dialect: RowFinder, orgKey: string, limit: number | undefined) => {
  const query = newestOf(dialect, orgKey);
  return askAll(limit === undefined ? query : query.limit(limit), fromRunRow);
};

export const askLastPublished = (dialect: RowFinder, orgKey: string) =>
  askFirst(newestOf(dialect, orgKey).where('run.sequence', 'is not', null).limit(1), fromRunRow);

export const askRunNumber = (runId: string) =>
  askFirst(queries.selectFrom('run').select('number').where('run_id', '=', runId), ({ number }): number => number);

export const askRun = (number: number) => askFirst(selectRuns().where('run.number', '=', number), fromRunRow);

/** At most one of an org is running. */
export const askRunning = (org: number) =>
  askFirst(selectRuns().where('run.org', '=', org).where('run.state', '=', RUNNING), fromRunRow);
