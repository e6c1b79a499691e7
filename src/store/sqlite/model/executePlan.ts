import type { EdgeRow, GrantRow, IdentityRow, OpenedRows, PublicationPlan } from '../../publication/publicationPlan.ts';
import { createBulkInsert, type BulkInsert } from '../connection/bulkInsert.ts';
import { jsonOf } from '../../sql/columns.ts';
import type { Connection } from '../connection/connection.ts';
import { queries } from '../../sql/tables.ts';
import { VERSION_COLUMNS, versionValues } from '../../sql/versionRow.ts';

/** Where the rows go, and the run in which they open and close. */
type Place = { readonly connection: Connection; readonly org: number; readonly run: number };

/** Writes what a publication changes. Only inside the writing transaction in which it was planned. */
export const executePlan = (place: Place, plan: PublicationPlan): void => {
  writeIdentities(place, plan);
  writeVersions(place, plan);
  writeSearchRows(place, plan);
  writePaths(place, plan);
  writeManners(place, plan);
  writeEdges(place, plan);
  writeGrants(place, plan);
  writeCounts(place, plan);
};

const missingColumns = ({ missing }: IdentityRow) => ({
  missing_reason: missing?.reason ?? null,
  missing_last_seen: missing?.lastSeen ?? null,
  missing_unavailable: missing?.unavailable ? 1 : 0,
});

const writeIdentities = ({ connection, org }: Place, plan: PublicationPlan): void => {
  const free = connection.prepare<{ id: number }>(({ id }) =>
    queries.updateTable('component').set({ name: null }).where('id', '=', id)
  );
  for (const id of plan.freed) free.run({ id });
  const update = connection.prepare<Omit<IdentityRow, 'missing' | 'type'> & ReturnType<typeof missingColumns>>((p) =>
    queries
      .updateTable('component')
      .set({
        name: p.name,
        full_name: p.fullName,
        first_run: p.firstRun,
        changed_run: p.changedRun,
        parent: p.parent,
        search_text: p.searchText,
        missing_reason: p.missing_reason,
        missing_last_seen: p.missing_last_seen,
        missing_unavailable: p.missing_unavailable,
      })
      .where('id', '=', p.id)
  );
  for (const row of plan.changedIdentities) update.run({ ...row, ...missingColumns(row) });
  const insert = createBulkInsert(
    connection,
    'component',
    [
      'id',
      'org',
      'type',
      'name',
      'full_name',
      'first_run',
      'changed_run',
      'parent',
      'search_text',
      'missing_reason',
      'missing_last_seen',
      'missing_unavailable',
    ],
    { rows: 1 }
  );
  for (const row of plan.newIdentities) {
    const {
      missing_reason: reason,
      missing_last_seen: lastSeen,
      missing_unavailable: unavailable,
    } = missingColumns(row);
    const { id, type, name, fullName, firstRun, changedRun, parent, searchText } = row;
    insert.add(id, org, type, name, fullName, firstRun, changedRun, parent, searchText, reason, lastSeen, unavailable);
  }
};

const writeVersions = ({ connection, run }: Place, plan: PublicationPlan): void => {
  const close = connection.prepare<{ id: number; ended: string }>(({ id, ended }) =>
    queries
      .updateTable('component_version')
      .set({ valid_to: run, ended })
      .where('component_id', '=', id)
      .where('valid_to', 'is', null)
  );
  for (const { componentId, ended } of plan.closedVersions) close.run({ id: componentId, ended });
  const insert = createBulkInsert(
    connection,
    'component_version',
    ['component_id', 'valid_from', 'change', ...VERSION_COLUMNS],
    { rows: 1 }
  );
  for (const { componentId, change, version, documentId } of plan.openedVersions) {
    insert.add(componentId, run, change, ...versionValues(version, documentId));
  }
};

const writeSearchRows = ({ connection }: Place, plan: PublicationPlan): void => {
  const remove = connection.prepare<{ id: number }>(({ id }) =>
    queries.deleteFrom('search_entry').where('component_id', '=', id)
  );
  for (const { componentId } of plan.removedSearchRows) remove.run({ id: componentId });
  const insert = createBulkInsert(connection, 'search_entry', ['component_id', 'names', 'words'], { rows: 1 });
  for (const { componentId, names, words } of plan.addedSearchRows) insert.add(componentId, names, words);
};

const writePaths = ({ connection, org, run }: Place, plan: PublicationPlan): void => {
  const close = connection.prepare<{ path: string }>(({ path }) =>
    queries
      .updateTable('current_document')
      .set({ valid_to: run })
      .where('org', '=', org)
      .where('path', '=', path)
      .where('valid_to', 'is', null)
  );
  for (const path of plan.closedPaths) close.run({ path });
  const insert = createBulkInsert(connection, 'current_document', ['org', 'path', 'document_id', 'valid_from']);
  for (const { path, documentId } of plan.openedPaths) insert.add(org, path, documentId, run);
  insert.flush();
};

const writeManners = ({ connection, org }: Place, { newManners }: PublicationPlan): void => {
  for (const { id, kind, evidence, confidence, place } of newManners) {
    connection.run(
      queries
        .insertInto('reference_manner')
        .values({ id, org, kind, evidence: jsonOf(evidence), confidence, place: place ?? null })
    );
  }
};

const writeEdges = ({ connection, run }: Place, plan: PublicationPlan): void => {
  const close = connection.prepare<EdgeRow>((p) =>
    queries
      .updateTable('reference_edge')
      .set({ valid_to: run })
      .where('from_id', '=', p.from)
      .where('to_id', '=', p.to)
      .where('manner_id', '=', p.manner)
      .where('valid_to', 'is', null)
  );
  for (const edge of plan.closedEdges) close.run(edge);
  addRows(
    createBulkInsert(connection, 'reference_edge', ['from_id', 'to_id', 'manner_id', 'valid_from']),
    plan.openedEdges,
    run
  );
};

const writeGrants = ({ connection, run }: Place, plan: PublicationPlan): void => {
  const close = connection.prepare<GrantRow>((p) =>
    queries
      .updateTable('access_grant')
      .set({ valid_to: run })
      .where('principal_id', '=', p.principal)
      .where('target_id', '=', p.target)
      .where('valid_to', 'is', null)
  );
  for (const grant of plan.closedGrants) close.run(grant);
  addRows(
    createBulkInsert(connection, 'access_grant', ['principal_id', 'target_id', 'rights', 'valid_from']),
    plan.openedGrants,
    run
  );
};

const addRows = (insert: BulkInsert, rows: readonly OpenedRows[], run: number): void => {
  for (const { owner, pairs } of rows) {
    for (let at = 0; at < pairs.length; at += 2) insert.add(owner, pairs[at] ?? 0, pairs[at + 1] ?? 0, run);
  }
  insert.flush();
};

const writeCounts = ({ connection, org }: Place, { growth }: PublicationPlan): void => {
  connection.run(
    queries
      .updateTable('org')
      .set((expression) => ({
        component_count: expression('component_count', '+', growth.components),
        reference_count: expression('reference_count', '+', growth.references),
        grant_count: expression('grant_count', '+', growth.grants),
      }))
      .where('id', '=', org)
  );
};
