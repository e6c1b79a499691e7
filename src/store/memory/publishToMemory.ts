import { elementsError } from '../../errors.ts';
import { componentKey, formatComponentName, type ComponentName } from '../../model/names/componentName.ts';
import { gatherSets } from '../publication.ts';
import type { ComponentVersion, GrantRecord, Publication, ReferenceRecord, VersionChange } from '../records.ts';
import {
  currentVersion,
  holderOf,
  isOpen,
  setKey,
  type Edge,
  type Grant,
  type Identity,
  type MemoryModel,
  type Validity,
} from './memoryModel.ts';

/** What the steps of one publication share; the model is a copy that is thrown away when a step fails. */
type Publishing = {
  readonly model: MemoryModel;
  readonly run: number;
  readonly nextId: () => number;
};

const brokenPublication = (reason: string): never => {
  throw elementsError('internal', [reason]);
};

export const publishToMemory = (publishing: Publishing, publication: Publication): void => {
  for (const id of publication.deleted) deleteComponent(publishing, id);
  rename(publishing, publication.changed);
  for (const { componentId, change, version } of publication.changed) {
    addVersion(publishing, current(publishing, componentId), change, version);
  }
  for (const version of publication.added) {
    const identity = identityOf(publishing, version);
    if (currentVersion(identity) !== undefined) brokenPublication(`${formatComponentName(version)} is there already`);
    addVersion(publishing, identity, 'added', version);
  }
  for (const id of publication.found) delete current(publishing, id).missing;
  for (const { componentId, missing } of publication.missing) current(publishing, componentId).missing = missing;
  for (const { component, missing } of publication.addedUnread) {
    const holder = holderOf(publishing.model, componentKey(component));
    if (holder === undefined) return brokenPublication(`${formatComponentName(component)} was not added`);
    current(publishing, holder.id).missing = missing;
  }
  publishDocuments(publishing, publication);
  for (const { owner, items } of gatherSets(
    publication.references.map(({ from, to }) => ({ owner: from, items: to }))
  )) {
    replaceEdges(publishing, identityOf(publishing, owner).id, items);
  }
  for (const { owner, items } of gatherSets(
    publication.grants.map(({ principal, grants }) => ({ owner: principal, items: grants }))
  )) {
    replaceGrants(publishing, identityOf(publishing, owner).id, items);
  }
};

const identityOf = ({ model, nextId }: Publishing, name: ComponentName): Identity => {
  const key = componentKey(name);
  const holder = holderOf(model, key);
  if (holder !== undefined) return holder;
  const identity: Identity = { id: nextId(), type: name.type, fullName: name.fullName, versions: [] };
  model.identities.set(identity.id, identity);
  setKey(model, identity, key);
  return identity;
};

const current = ({ model }: Publishing, id: number): Identity => {
  const identity = model.identities.get(id);
  return identity !== undefined && currentVersion(identity) !== undefined
    ? identity
    : brokenPublication(`the model has no component with the id ${id}`);
};

/** What this very run opened was never part of any model: it goes without a trace. */
const close = <Row extends Validity>(rows: Row[], run: number, gone: (row: Row) => boolean): Row[] => {
  const closed = (row: Row): boolean => isOpen(row) && gone(row);
  for (const row of rows) if (closed(row) && row.validFrom !== run) row.validTo = run;
  return rows.filter((row) => !closed(row));
};

const deleteComponent = (publishing: Publishing, id: number): void => {
  const { model, run } = publishing;
  const identity = current(publishing, id);
  Object.assign(identity.versions.at(-1) ?? {}, { to: run, ended: 'deleted' });
  delete identity.missing;
  model.edges = close(model.edges, run, ({ from, to }) => from === id || to === id);
  model.grants = close(model.grants, run, ({ principal }) => principal === id);
};

const addVersion = (
  { run }: Publishing,
  identity: Identity,
  change: VersionChange,
  version: ComponentVersion
): void => {
  if (currentVersion(identity) !== undefined) {
    Object.assign(identity.versions.at(-1) ?? {}, { to: run, ended: 'superseded' });
  }
  identity.versions.push({ version, change, from: run });
  identity.fullName = version.fullName;
  delete identity.missing;
};

const rename = (publishing: Publishing, changed: Publication['changed']): void => {
  const { model } = publishing;
  const renamed = changed
    .map(({ componentId, version }) => ({ identity: current(publishing, componentId), version }))
    .filter(({ identity, version }) => {
      if (identity.type !== version.type) brokenPublication(`${formatComponentName(version)} had another type before`);
      return identity.key !== componentKey(version);
    });
  for (const { identity } of renamed) setKey(model, identity, undefined);
  for (const { identity, version } of renamed) {
    const holder = holderOf(model, componentKey(version));
    if (holder !== undefined) {
      if (currentVersion(holder) !== undefined) brokenPublication(`${formatComponentName(version)} is there already`);
      setKey(model, holder, undefined);
      takeOver(publishing, holder.id, identity.id);
    }
    setKey(model, identity, componentKey(version));
  }
};

const sameEdge = (a: Edge, b: Edge): boolean =>
  a.from === b.from &&
  a.to === b.to &&
  a.kind === b.kind &&
  a.confidence === b.confidence &&
  a.place === b.place &&
  JSON.stringify(a.evidence) === JSON.stringify(b.evidence);

/** What is said about the holder's name is about the heir from this run on. */
const takeOver = ({ model, run }: Publishing, holder: number, heir: number): void => {
  const heirOf = (id: number): number => (id === holder ? heir : id);
  const edges = model.edges.filter((edge) => isOpen(edge) && (edge.from === holder || edge.to === holder));
  model.edges = close(model.edges, run, (edge) => edges.includes(edge));
  for (const { validTo: _, ...edge } of edges) {
    const moved = { ...edge, from: heirOf(edge.from), to: heirOf(edge.to), validFrom: run };
    if (!model.edges.some((other) => isOpen(other) && sameEdge(other, moved))) model.edges.push(moved);
  }
  const grants = model.grants.filter(
    (grant) => isOpen(grant) && (grant.principal === holder || grant.target === holder)
  );
  model.grants = close(model.grants, run, (grant) => grants.includes(grant));
  for (const grant of grants) {
    const [principal, target] = [heirOf(grant.principal), heirOf(grant.target)];
    const isSame = (other: Grant): boolean => isOpen(other) && other.principal === principal && other.target === target;
    const rights = (model.grants.find(isSame)?.rights ?? 0) | grant.rights;
    if (model.grants.some((other) => isSame(other) && other.rights === rights)) continue;
    model.grants = close(model.grants, run, isSame);
    model.grants.push({ principal, target, rights, validFrom: run });
  }
};

const publishDocuments = ({ model, run }: Publishing, { documents, removedDocuments }: Publication): void => {
  model.documents = close(model.documents, run, ({ path }) => removedDocuments.includes(path));
  const wanted = new Map(documents.map((document) => [document.path, document]));
  for (const { path, hash, extractorVersion } of wanted.values()) {
    const isThere = model.documents.some(
      (row) => isOpen(row) && row.path === path && row.hash === hash && row.extractorVersion === extractorVersion
    );
    if (isThere) continue;
    model.documents = close(model.documents, run, (row) => row.path === path);
    model.documents.push({ path, hash, extractorVersion, validFrom: run });
  }
};

const replaceEdges = (publishing: Publishing, from: number, records: readonly ReferenceRecord[]): void => {
  const { model, run } = publishing;
  const wanted = records.map(({ to, kind, evidence, confidence, place }): Edge => ({
    from,
    to: identityOf(publishing, to).id,
    kind,
    evidence,
    confidence,
    ...(place === undefined ? {} : { place }),
    validFrom: run,
  }));
  const isWanted = (edge: Edge): boolean => wanted.some((other) => sameEdge(other, edge));
  model.edges = close(model.edges, run, (edge) => edge.from === from && !isWanted(edge));
  const there = model.edges.filter((edge) => isOpen(edge) && edge.from === from);
  for (const edge of wanted) {
    if (there.some((other) => sameEdge(other, edge))) continue;
    there.push(edge);
    model.edges.push(edge);
  }
};

const replaceGrants = (publishing: Publishing, principal: number, records: readonly GrantRecord[]): void => {
  const { model, run } = publishing;
  const wanted = new Map<number, number>();
  for (const { target, rights } of records) {
    const { id } = identityOf(publishing, target);
    wanted.set(id, (wanted.get(id) ?? 0) | rights);
  }
  const ofPrincipal = (grant: Grant): boolean => grant.principal === principal;
  model.grants = close(model.grants, run, (grant) => ofPrincipal(grant) && wanted.get(grant.target) !== grant.rights);
  const kept = new Set(model.grants.filter((grant) => isOpen(grant) && ofPrincipal(grant)).map(({ target }) => target));
  for (const [target, rights] of wanted) {
    if (!kept.has(target)) model.grants.push({ principal, target, rights, validFrom: run });
  }
};
