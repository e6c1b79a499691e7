import { elementsError } from '../../errors.ts';
import { componentKey, formatComponentName, nameKey } from '../../model/names/componentName.ts';
import { searchText } from '../order.ts';
import type { ComponentVersion, Missing, Publication, VersionChange } from '../records.ts';
import { createBulkInsert } from './bulkInsert.ts';
import { createIdentities, type Identity, type Publishing } from './componentIds.ts';
import { createGrantWriter } from './publishGrants.ts';
import { createEdgeWriter } from './publishReferences.ts';
import { queries } from './tables.ts';
import { VERSION_COLUMNS, versionValues } from './versionRow.ts';

/** Finds the id of a stored document; throws when it was not put. */
export type DocumentIds = (document: { readonly hash: string; readonly extractorVersion: string }) => number;

const brokenPublication = (reason: string): never => {
  throw elementsError('internal', [reason]);
};

const current = (identity: Identity | undefined, id: number): Identity =>
  identity !== undefined && identity.search_text !== null
    ? identity
    : brokenPublication(`the model has no component with the id ${id}`);

/** Versions, names and missing marks. Deletions come first and additions last, so that names are free when needed. */
export const publishComponents = (publishing: Publishing, documentId: DocumentIds, publication: Publication): void => {
  for (const id of publication.deleted) deleteComponent(publishing, id);
  renameComponents(publishing, publication.changed);
  writeVersions(publishing, documentId, publication);
  markMissing(publishing, publication);
};

const deleteComponent = (publishing: Publishing, id: number): void => {
  const { connection, org, run, tally } = publishing;
  current(createIdentities(connection, org).byId(id), id);
  connection.run(
    queries
      .updateTable('component_version')
      .set({ valid_to: run, ended: 'deleted' })
      .where('component_id', '=', id)
      .where('valid_to', 'is', null)
  );
  connection.run(
    queries
      .updateTable('component')
      .set({ parent: null, search_text: null, missing_reason: null, missing_last_seen: null, missing_unavailable: 0 })
      .where('id', '=', id)
  );
  tally.components -= 1;
  for (const end of ['from_id', 'to_id'] as const) {
    tally.references -= connection.run(
      queries.updateTable('reference_edge').set({ valid_to: run }).where(end, '=', id).where('valid_to', 'is', null)
    ).changes;
  }
  // What others grant on it stays: their documents go on saying so, and it may come back.
  tally.grants -= connection.run(
    queries
      .updateTable('access_grant')
      .set({ valid_to: run })
      .where('principal_id', '=', id)
      .where('valid_to', 'is', null)
  ).changes;
};

/** All old names are given up before the first new one is taken: names may go round in a circle. */
const renameComponents = (publishing: Publishing, changed: Publication['changed']): void => {
  const { connection, org } = publishing;
  const identities = createIdentities(connection, org);
  const give = connection.prepare<{ id: number; name: string | null }>((p) =>
    queries.updateTable('component').set({ name: p.name }).where('id', '=', p.id)
  );
  const renamed = changed.filter(({ componentId, version }) => {
    const identity = current(identities.byId(componentId), componentId);
    if (identity.type !== version.type) brokenPublication(`${formatComponentName(version)} had another type before`);
    return identity.name !== nameKey(version.fullName);
  });
  for (const { componentId } of renamed) give.run({ id: componentId, name: null });
  for (const { componentId, version } of renamed) {
    const holder = identities.find(version);
    if (holder !== undefined) {
      if (holder.search_text !== null) brokenPublication(`${formatComponentName(version)} is there already`);
      takeOverName(publishing, holder.id, componentId);
    }
    give.run({ id: componentId, name: nameKey(version.fullName) });
  }
};

const writeVersions = (publishing: Publishing, documentId: DocumentIds, publication: Publication): void => {
  const { connection, org, run, ids, tally } = publishing;
  const identities = createIdentities(connection, org);
  const write = createVersionWriter(publishing, documentId);
  const close = connection.prepare<{ id: number }>(({ id }) =>
    queries
      .updateTable('component_version')
      .set({ valid_to: run, ended: 'superseded' })
      .where('component_id', '=', id)
      .where('valid_to', 'is', null)
  );
  for (const { componentId, change, version } of publication.changed) {
    close.run({ id: componentId });
    write.version(componentId, change, version);
  }
  const isFirst = ids.areAllNew();
  for (const version of publication.added) {
    const holder = isFirst ? undefined : identities.find(version);
    if (holder !== undefined && holder.search_text !== null) {
      brokenPublication(`${formatComponentName(version)} is there already`);
    }
    if (holder === undefined) write.first(version);
    else write.version(holder.id, 'added', version);
    tally.components += 1;
  }
};

type VersionWriter = {
  /** Of a component whose name nobody holds: most of a first sync, so identity and summary are one row written once. */
  first(version: ComponentVersion): void;
  version(componentId: number, change: VersionChange, version: ComponentVersion): void;
};

const parentOf = ({ parent }: ComponentVersion): string | null => (parent === undefined ? null : componentKey(parent));

const createVersionWriter = ({ connection, org, run, ids }: Publishing, documentId: DocumentIds): VersionWriter => {
  const components = createBulkInsert(
    connection,
    'component',
    ['id', 'org', 'type', 'name', 'full_name', 'parent', 'search_text', 'first_run', 'changed_run'],
    { rows: 1 }
  );
  const versions = createBulkInsert(
    connection,
    'component_version',
    ['component_id', 'valid_from', 'change', ...VERSION_COLUMNS],
    { rows: 1 }
  );
  const summarize = connection.prepare<{ id: number; fullName: string; parent: string | null; searchText: string }>(
    (p) =>
      queries
        .updateTable('component')
        .set((expression) => ({
          full_name: p.fullName,
          parent: p.parent,
          search_text: p.searchText,
          missing_reason: null,
          missing_last_seen: null,
          missing_unavailable: 0,
          first_run: expression.fn.coalesce('first_run', expression.val(run)),
        }))
        .where('id', '=', p.id)
  );
  const markChanged = connection.prepare<{ id: number }>(({ id }) =>
    queries.updateTable('component').set({ changed_run: run }).where('id', '=', id)
  );
  const write: VersionWriter['version'] = (componentId, change, version) => {
    const origin = version.origin;
    const document =
      origin === undefined
        ? null
        : documentId({ hash: origin.documentHash, extractorVersion: origin.extractorVersion });
    versions.add(componentId, run, change, ...versionValues(version, document));
  };
  return {
    first: (version) => {
      const { type, fullName } = version;
      const id = ids.assign(version);
      components.add(id, org, type, nameKey(fullName), fullName, parentOf(version), searchText(version), run, run);
      write(id, 'added', version);
    },
    version: (componentId, change, version) => {
      write(componentId, change, version);
      const { fullName } = version;
      summarize.run({ id: componentId, fullName, parent: parentOf(version), searchText: searchText(version) });
      if (change !== 'reread' && change !== 'touched') markChanged.run({ id: componentId });
    },
  };
};

const markMissing = ({ connection, org }: Publishing, { found, missing, addedUnread }: Publication): void => {
  const identities = createIdentities(connection, org);
  type Mark = { id: number; reason: string | null; lastSeen: number | null; unavailable: number };
  const mark = connection.prepare<Mark>((p) =>
    queries
      .updateTable('component')
      .set({ missing_reason: p.reason, missing_last_seen: p.lastSeen, missing_unavailable: p.unavailable })
      .where('id', '=', p.id)
  );
  for (const componentId of found) {
    const { id } = current(identities.byId(componentId), componentId);
    mark.run({ id, reason: null, lastSeen: null, unavailable: 0 });
  }
  const markAs = (id: number, { reason, lastSeen, unavailable }: Missing): unknown =>
    mark.run({ id, reason, lastSeen, unavailable: unavailable ? 1 : 0 });
  for (const { componentId, missing: why } of missing) {
    markAs(current(identities.byId(componentId), componentId).id, why);
  }
  for (const { component, missing: why } of addedUnread) {
    markAs(identities.find(component)?.id ?? brokenPublication(`${formatComponentName(component)} was not added`), why);
  }
};

/**
 * Lets `heir` be found where `holder` was: what references and grants say about the name is about the heir from this
 * run on. The holder (a deleted component, or a name that had no component) keeps its history and is found no more.
 */
const takeOverName = (publishing: Publishing, holder: number, heir: number): void => {
  const { connection } = publishing;
  connection.run(queries.updateTable('component').set({ name: null }).where('id', '=', holder));
  moveReferences(publishing, holder, heir);
  moveGrants(publishing, holder, heir);
};

const moveReferences = (publishing: Publishing, holder: number, heir: number): void => {
  const writer = createEdgeWriter(publishing);
  const heirOf = (id: number): number => (id === holder ? heir : id);
  const touching = [...writer.from(holder), ...writer.to(holder).filter(({ from }) => from !== holder)];
  for (const edge of touching) {
    writer.close(edge);
    const moved = { from: heirOf(edge.from), to: heirOf(edge.to), manner: edge.manner };
    const there = writer.from(moved.from).some(({ to, manner }) => to === moved.to && manner === moved.manner);
    if (!there) writer.open(moved);
  }
};

const moveGrants = (publishing: Publishing, holder: number, heir: number): void => {
  const writer = createGrantWriter(publishing);
  const heirOf = (id: number): number => (id === holder ? heir : id);
  const touching = [
    ...writer.ofPrincipal(holder),
    ...writer.onTarget(holder).filter(({ principal }) => principal !== holder),
  ];
  for (const grant of touching) {
    writer.close(grant);
    const moved = { principal: heirOf(grant.principal), target: heirOf(grant.target), rights: grant.rights };
    const there = writer.ofPrincipal(moved.principal).find(({ target }) => target === moved.target);
    if (there === undefined) writer.open(moved);
    else if ((there.rights | moved.rights) !== there.rights) {
      writer.close(there);
      writer.open({ ...moved, rights: there.rights | moved.rights });
    }
  }
};
