import { sql } from 'kysely';
import type { Pruned, RunRecord } from '../../records.ts';
import { cutAt, firstRunSince, goingRows, unusedManners } from '../../sql/pruning.ts';
import { askRunning } from '../../sql/questions/runs.ts';
import { queries } from '../../sql/tables.ts';
import type { Connection } from '../connection/connection.ts';
import { listed } from '../connection/sqliteDialect.ts';
import { movedVersions, moveVersions } from './movedVersions.ts';
import { endAsInterrupted, requireOrg } from './runs.ts';

export type PruneRequest = { readonly before: string; readonly dryRun?: boolean };

/** Only inside a transaction, a writing one unless it is a dry run. */
export const prune = (
  connection: Connection,
  orgKey: string,
  { before, dryRun = false }: PruneRequest,
  isLive: (run: RunRecord) => boolean
): { readonly pruned: Pruned } | { readonly running: RunRecord } => {
  const org = requireOrg(connection, orgKey);
  const running = connection.ask(askRunning(org));
  if (running !== undefined && isLive(running)) return { running };
  const moved = movedVersions(connection, org);
  const without = listed(moved.map(({ id }) => id));
  const going = goingRows(cutAt(org, connection.first(firstRunSince(org, before)), without));
  const { versions, references, grants, paths, documents, contents, components } = going;
  const count = (query: ReturnType<typeof countOf>): number => connection.first(query)?.rows ?? 0;
  const pruned: Pruned = {
    versions: count(countOf(versions)),
    references: count(countOf(references)),
    grants: count(countOf(grants)),
    paths: count(countOf(paths)),
    documents: count(countOf(documents)),
    contents: count(countOf(contents)),
    components: count(countOf(components)),
    bytes: connection.first(bytesOf(contents))?.bytes ?? 0,
  };
  if (dryRun) return { pruned };
  // What it put goes: should it live after all, its next renewal of the lease tells it to stop.
  if (running !== undefined) endAsInterrupted(connection, running);
  moveVersions(connection, moved);
  for (const rows of [versions, references, grants, paths, documents, contents, components]) {
    connection.run(queries.deleteFrom(rows.table).where(rows.where));
  }
  connection.run(unusedManners(org));
  return { pruned };
};

type Going = ReturnType<typeof goingRows>;
type Rows = Going[keyof Going];

const countOf = ({ table, where }: Rows) =>
  queries
    .selectFrom(table)
    .select(sql<number>`count(*)`.as('rows'))
    .where(where);

const bytesOf = ({ where }: Going['contents']) =>
  queries
    .selectFrom('content')
    .select(sql<number>`coalesce(sum(length(content.deflated)), 0)`.as('bytes'))
    .where(where);
