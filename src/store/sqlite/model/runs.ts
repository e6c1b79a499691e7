import { elementsError } from '../../../errors.ts';
import type { NewRun, OrgRecord, RunRecord } from '../../records.ts';
import type { Connection } from '../connection/connection.ts';
import { misleadingIndex } from '../../sql/foreignContent.ts';
import { askOrgNumber } from '../../sql/questions/orgs.ts';
import { askRun, askRunning, askRunNumber, askRuns, RUNNING } from '../../sql/questions/runs.ts';
import { toLeaseRow, toOrgRow, toRunRow } from '../../sql/rows.ts';
import { queries } from '../../sql/tables.ts';
import { sqliteDialect } from '../connection/sqliteDialect.ts';

export const orgNumber = (connection: Connection, orgKey: string): number | undefined =>
  connection.ask(askOrgNumber(sqliteDialect, orgKey));

export const requireOrg = (connection: Connection, orgKey: string): number => {
  const org = orgNumber(connection, orgKey);
  if (org === undefined) throw elementsError('orgNotConnected', [orgKey]);
  return org;
};

/**
 * Throws where an index of the orgs does not say what the rows say: who may write the file can have made two rows of one
 * key by it, and programs that look an org up by the index find another one. Reads the whole table, which is small.
 */
export const checkOrgIndexes = (connection: Connection): void => {
  if (connection.pragma('integrity_check(org)') !== 'ok') throw misleadingIndex('org');
};

export const saveOrg = (connection: Connection, org: OrgRecord): void => {
  const row = toOrgRow(org);
  const id = orgNumber(connection, org.key);
  connection.run(
    id === undefined ? queries.insertInto('org').values(row) : queries.updateTable('org').set(row).where('id', '=', id)
  );
};

export const findRun = (connection: Connection, orgKey: string, runId: string): RunRecord | undefined => {
  const number = connection.ask(askRunNumber(runId));
  // By the number the row itself is read, whatever the index says of it.
  const run = number === undefined ? undefined : connection.ask(askRun(number));
  if (run !== undefined && run.runId !== runId) throw misleadingIndex('run');
  return run?.orgKey === orgKey ? run : undefined;
};

/** Of the runs since a due time one of the newest has served it; more need not be read. */
const SERVING_RUNS = 20;

/** For a run whose holder is dead, as far as can be known. */
export const endAsInterrupted = (connection: Connection, { number }: Pick<RunRecord, 'number'>): void => {
  connection.run(queries.updateTable('run').set({ state: 'interrupted' }).where('number', '=', number));
};

/** Only inside a writing transaction. */
export const beginRun = (
  connection: Connection,
  run: NewRun,
  { isLive, isServedBy }: { isLive: (other: RunRecord) => boolean; isServedBy?: (other: RunRecord) => boolean }
): { begun: RunRecord } | { running: RunRecord } => {
  const org = requireOrg(connection, run.orgKey);
  const other = connection.ask(askRunning(org));
  if (other !== undefined) {
    if (isLive(other)) return { running: other };
    endAsInterrupted(connection, other);
  }
  const serving = isServedBy && connection.ask(askRuns(sqliteDialect, run.orgKey, SERVING_RUNS)).find(isServedBy);
  if (serving) return { running: serving };
  const { id } = connection.run(
    queries.insertInto('run').values({ ...toRunRow({ ...run, state: 'running' }), ...toLeaseRow(run), org })
  );
  const begun = connection.ask(askRun(id));
  if (begun === undefined) throw new Error(`Run ${id} is gone.`);
  return { begun };
};

export const renewLease = (
  connection: Connection,
  { orgKey, runId }: { readonly orgKey: string; readonly runId: string },
  leaseUntil: string
): boolean =>
  connection.run(
    queries
      .updateTable('run')
      .set({ lease_until: leaseUntil })
      .where('run_id', '=', runId)
      .where('org', 'in', queries.selectFrom('org').select('id').where(sqliteDialect.ofRow('org.key', orgKey)))
      .where('state', '=', RUNNING)
  ).changes > 0;

/** A run that somebody took over stays as they left it. */
export const saveRun = (connection: Connection, run: RunRecord): void => {
  connection.run(
    queries
      .updateTable('run')
      .set(toRunRow(run))
      .where('run_id', '=', run.runId)
      .where('org', 'in', queries.selectFrom('org').select('id').where(sqliteDialect.ofRow('org.key', run.orgKey)))
      .where('state', '=', RUNNING)
  );
};

/** The number of the running run, or an error that says why there is nothing to publish for. */
export const requireRunning = (connection: Connection, run: RunRecord, org: number): number => {
  const row = connection.first(
    queries
      .selectFrom('run')
      .select('number')
      .where('run_id', '=', run.runId)
      .where('org', '=', org)
      .where('state', '=', RUNNING)
  );
  if (row !== undefined) return row.number;
  const other = connection.ask(askRunning(org));
  throw other === undefined
    ? elementsError('internal', [`the run ${run.runId} is not running, so it can't publish`])
    : elementsError('syncRunning', [run.username, other.startedAt, other.actor]);
};

/** Ends the run as published: assigns its place in the outbox. */
export const endPublished = (connection: Connection, run: RunRecord, ids: { org: number; number: number }): void => {
  const sequence = connection.run(queries.insertInto('outbox').values({ org: ids.org, run: ids.number })).id;
  connection.run(
    queries
      .updateTable('run')
      .set({ ...toRunRow(run), sequence })
      .where('number', '=', ids.number)
  );
};
