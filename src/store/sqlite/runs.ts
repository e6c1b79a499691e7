import { sql } from 'kysely';
import { elementsError } from '../../errors.ts';
import type { NewRun, OrgRecord, RunRecord } from '../records.ts';
import type { Connection } from './connection.ts';
import { misleadingIndex } from '../sql/foreignContent.ts';
import { fromOrgRow, ORG_COLUMNS, toOrgRow, fromRunRow, toLeaseRow, toRunRow } from '../sql/rows.ts';
import { ofRow } from './ofRow.ts';
import { queries } from '../sql/tables.ts';

/** Written into the SQL, so that SQLite sees that the index of running runs serves. */
const RUNNING = sql.lit('running');

const selectRuns = () =>
  queries.selectFrom('run').innerJoin('org', 'org.id', 'run.org').selectAll('run').select('org.key as org_key');

const hasKey = (key: string) => ofRow('org.key', key);

export const orgNumber = (connection: Connection, orgKey: string): number | undefined =>
  connection.first(queries.selectFrom('org').select('id').where(hasKey(orgKey)))?.id;

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

export const listOrgs = (connection: Connection, all: boolean): OrgRecord[] => {
  const query = queries.selectFrom('org').select(ORG_COLUMNS).orderBy('connected_at').orderBy('key');
  return connection.all(all ? query : query.where('disconnected_at', 'is', null)).map(fromOrgRow);
};

export const findOrg = (connection: Connection, key: string): OrgRecord | undefined => {
  const row = connection.first(queries.selectFrom('org').select(ORG_COLUMNS).where(hasKey(key)));
  return row && fromOrgRow(row);
};

export const listRuns = (connection: Connection, orgKey: string, limit: number | undefined): RunRecord[] => {
  const query = selectRuns().where(hasKey(orgKey)).orderBy('run.number', 'desc');
  return connection.all(limit === undefined ? query : query.limit(limit)).map(fromRunRow);
};

export const findRun = (connection: Connection, orgKey: string, runId: string): RunRecord | undefined => {
  const found = connection.first(queries.selectFrom('run').select('number').where('run_id', '=', runId));
  // By the number the row itself is read, whatever the index says of it.
  const row = found && connection.first(selectRuns().where('run.number', '=', found.number));
  if (row !== undefined && row.run_id !== runId) throw misleadingIndex('run');
  return row?.org_key === orgKey ? fromRunRow(row) : undefined;
};

export const lastPublished = (connection: Connection, orgKey: string): RunRecord | undefined => {
  const row = connection.first(
    selectRuns().where(hasKey(orgKey)).where('run.sequence', 'is not', null).orderBy('run.number', 'desc').limit(1)
  );
  return row && fromRunRow(row);
};

/** Of the runs since a due time one of the newest has served it; more need not be read. */
const SERVING_RUNS = 20;

/** Only inside a writing transaction. */
export const beginRun = (
  connection: Connection,
  run: NewRun,
  { isLive, isServedBy }: { isLive: (other: RunRecord) => boolean; isServedBy?: (other: RunRecord) => boolean }
): { begun: RunRecord } | { running: RunRecord } => {
  const org = requireOrg(connection, run.orgKey);
  const running = connection.first(selectRuns().where('run.org', '=', org).where('run.state', '=', RUNNING));
  if (running !== undefined) {
    const other = fromRunRow(running);
    if (isLive(other)) return { running: other };
    connection.run(queries.updateTable('run').set({ state: 'interrupted' }).where('number', '=', other.number));
  }
  const serving = isServedBy && listRuns(connection, run.orgKey, SERVING_RUNS).find(isServedBy);
  if (serving) return { running: serving };
  const { id } = connection.run(
    queries.insertInto('run').values({ ...toRunRow({ ...run, state: 'running' }), ...toLeaseRow(run), org })
  );
  const begun = connection.first(selectRuns().where('run.number', '=', id));
  if (begun === undefined) throw new Error(`Run ${id} is gone.`);
  return { begun: fromRunRow(begun) };
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
      .where('org', 'in', queries.selectFrom('org').select('id').where('key', '=', orgKey))
      .where('state', '=', RUNNING)
  ).changes > 0;

/** A run that somebody took over stays as they left it. */
export const saveRun = (connection: Connection, run: RunRecord): void => {
  connection.run(
    queries.updateTable('run').set(toRunRow(run)).where('run_id', '=', run.runId).where('state', '=', RUNNING)
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
  const other = connection.first(selectRuns().where('run.org', '=', org).where('run.state', '=', RUNNING));
  throw other === undefined
    ? elementsError('internal', [`the run ${run.runId} is not running, so it can't publish`])
    : elementsError('syncRunning', [run.username, other.started_at, other.actor]);
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
