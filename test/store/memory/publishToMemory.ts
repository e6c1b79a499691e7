import { edgeNeedsOf, needsOf } from '../../../src/store/publication/publicationNeeds.ts';
import { planPublication } from '../../../src/store/publication/planPublication.ts';
import type {
  DocumentRow,
  ModelState,
  OpenedRows,
  PublicationPlan,
  TextsRow,
} from '../../../src/store/publication/publicationPlan.ts';
import type { CurrentDocument, Publication } from '../../../src/store/records.ts';
import { isOpen, putIdentities, type MemoryModel, type Validity } from './memoryModel.ts';

/** `documentOf` finds what was put; the model is a copy that is thrown away when a step fails. */
export const publishToMemory = (
  model: MemoryModel,
  publication: Publication,
  place: {
    readonly run: number;
    readonly nextId: number;
    readonly nextMannerId: number;
    readonly documentOf: (document: Omit<CurrentDocument, 'path'>) => DocumentRow | undefined;
    readonly textsOf: (document: Omit<CurrentDocument, 'path'>) => readonly TextsRow[];
  }
): void => {
  const plan = planPublication(publication, stateOf(model, publication, place));
  execute(model, plan, place.run);
};

const stateOf = (
  model: MemoryModel,
  publication: Publication,
  { run, nextId, nextMannerId, documentOf, textsOf }: Parameters<typeof publishToMemory>[2]
): ModelState => {
  const needs = needsOf(publication, { isFirst: false });
  const names = new Set(needs.names.map(({ type, name }) => `${type}:${name}`));
  const ids = new Set(needs.ids);
  const identities = [...model.identities.values()].filter(
    ({ id, type, name }) => ids.has(id) || (name !== null && names.has(`${type}:${name}`))
  );
  const { owners, ends } = edgeNeedsOf(publication, identities);
  const isNear = (owner: number, end: number): boolean => owners.includes(owner) || ends.includes(end);
  return {
    run,
    nextId,
    identities,
    documents: needs.documents.flatMap((document) => documentOf(document) ?? []),
    texts: needs.origins.flatMap((origin) => textsOf(origin)),
    searchRows: [...model.searchRows.values()].filter(({ componentId }) => needs.searched.includes(componentId)),
    searchRowsAtOnce: Number.POSITIVE_INFINITY,
    paths: model.paths.filter(isOpen).filter(({ path }) => needs.paths.includes(path)),
    nextMannerId,
    manners: model.manners,
    edges: model.edges.filter(isOpen).filter(({ from, to }) => isNear(from, to)),
    grants: model.grants.filter(isOpen).filter(({ principal, target }) => isNear(principal, target)),
  };
};

const execute = (model: MemoryModel, plan: PublicationPlan, run: number): void => {
  const close = <Row extends Validity>(rows: readonly Row[], isGone: (row: Row) => boolean): void => {
    for (const row of rows) if (isOpen(row) && isGone(row)) row.validTo = run;
  };
  putIdentities(model, [...plan.changedIdentities, ...plan.newIdentities]);
  for (const { componentId, ended } of plan.closedVersions) {
    const last = model.versions.get(componentId)?.at(-1);
    if (last !== undefined) Object.assign(last, { to: run, ended });
  }
  for (const { componentId, change, version } of plan.openedVersions) {
    const versions = model.versions.get(componentId) ?? [];
    model.versions.set(componentId, [...versions, { version, change, from: run }]);
  }
  for (const { componentId } of plan.removedSearchRows) model.searchRows.delete(componentId);
  for (const row of plan.addedSearchRows) model.searchRows.set(row.componentId, row);
  close(model.paths, ({ path }) => plan.closedPaths.includes(path));
  for (const row of plan.openedPaths) model.paths.push({ ...row, validFrom: run });
  model.manners.push(...plan.newManners);
  close(model.edges, ({ from, to, manner }) =>
    plan.closedEdges.some((edge) => edge.from === from && edge.to === to && edge.manner === manner)
  );
  for (const [from, to, manner] of rowsOf(plan.openedEdges)) model.edges.push({ from, to, manner, validFrom: run });
  close(model.grants, ({ principal, target }) =>
    plan.closedGrants.some((grant) => grant.principal === principal && grant.target === target)
  );
  for (const [principal, target, rights] of rowsOf(plan.openedGrants)) {
    model.grants.push({ principal, target, rights, validFrom: run });
  }
  model.counts.components += plan.growth.components;
  model.counts.references += plan.growth.references;
  model.counts.grants += plan.growth.grants;
};

const rowsOf = (opened: readonly OpenedRows[]): Array<readonly [number, number, number]> =>
  opened.flatMap(({ owner, pairs }) =>
    pairs.flatMap((end, at) => (at % 2 === 0 ? [[owner, end, pairs[at + 1] ?? 0] as const] : []))
  );
