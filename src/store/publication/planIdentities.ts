import { componentKey, formatComponentName, nameKey, type ComponentName } from '../../model/names/componentName.ts';
import type { ComponentVersion, Publication, VersionChange } from '../records.ts';
import { searchText } from '../search/searchEntry.ts';
import { brokenPublication } from './checkPublication.ts';
import { createTexts, planSearchRows } from './planSearchRows.ts';
import type { IdentityRow, ModelState, PublicationPlan } from './publicationPlan.ts';

type Draft = { -readonly [Name in keyof IdentityRow]: IdentityRow[Name] };

type IdentityPlan = Pick<
  PublicationPlan,
  | 'freed'
  | 'newIdentities'
  | 'changedIdentities'
  | 'closedVersions'
  | 'openedVersions'
  | 'removedSearchRows'
  | 'addedSearchRows'
  | 'leavesSearchRows'
> & {
  readonly growth: number;
};

/** Identities by name and id while a publication is planned. */
export type Identities = {
  /** Makes an identity without a component where no other has the name. */
  readonly idOf: (name: ComponentName) => number;
  /** Whether this publication made it: then nothing leads from it yet. */
  readonly isNew: (id: number) => boolean;
  /** What is said about the holder's name is about the heir from this run on. */
  readonly takenOver: ReadonlyArray<{ readonly holder: number; readonly heir: number }>;
};

/** Finds the id of a stored document; throws when it was not put. */
export type DocumentIds = (document: { readonly hash: string; readonly extractorVersion: string }) => number;

/**
 * Versions, names and missing marks. Deletions come first and additions last, so that names are free when needed. `done` is
 * to be asked when references and grants have named all that they name.
 */
export const planIdentities = (
  publication: Publication,
  state: Pick<ModelState, 'run' | 'nextId' | 'identities' | 'texts' | 'searchRows' | 'searchRowsAtOnce'>,
  documentId: DocumentIds
): Identities & { readonly done: () => IdentityPlan } => {
  const { run } = state;
  const drafts = new Map(state.identities.map((row): [number, Draft] => [row.id, { ...row }]));
  const touched = new Set<Draft>();
  const made: Draft[] = [];
  const names = createNames(drafts.values());
  const freed: number[] = [];
  const takenOver: Array<{ holder: number; heir: number }> = [];
  const closedVersions: Array<PublicationPlan['closedVersions'][number]> = [];
  const openedVersions: Array<PublicationPlan['openedVersions'][number]> = [];
  const { added, changed, deleted } = publication;
  const search = planSearchRows(
    state.searchRows,
    added.length + changed.length + deleted.length > state.searchRowsAtOnce
  );
  const textsOf = createTexts(state.texts);
  let growth = 0;

  const current = (id: number): Draft => {
    const draft = drafts.get(id);
    return draft !== undefined && draft.searchText !== null
      ? draft
      : brokenPublication(`the model has no component with the id ${id}`);
  };
  const change = (draft: Draft, to: Partial<Draft>): void => {
    Object.assign(draft, to);
    touched.add(draft);
  };
  const make = ({ type, fullName }: ComponentName): Draft => {
    const draft: Draft = {
      id: state.nextId + made.length,
      type,
      name: nameKey(fullName),
      fullName,
      firstRun: null,
      changedRun: null,
      parent: null,
      searchText: null,
      missing: null,
    };
    made.push(draft);
    names.add(draft);
    return draft;
  };
  const open = (draft: Draft, kind: VersionChange, version: ComponentVersion): void => {
    const { origin, fullName, parent, label, description } = version;
    const document =
      origin === undefined
        ? null
        : documentId({ hash: origin.documentHash, extractorVersion: origin.extractorVersion });
    openedVersions.push({ componentId: draft.id, change: kind, version, documentId: document });
    const texts = document === null || origin === undefined ? undefined : textsOf(document, origin.ordinal);
    const searched = { fullName, label, description, texts };
    draft.fullName = fullName;
    draft.parent = parent === undefined ? null : componentKey(parent);
    draft.searchText = searchText(searched);
    search.put(draft.id, searched);
    draft.missing = null;
    draft.firstRun ??= run;
    if (kind !== 'reread' && kind !== 'touched') draft.changedRun = run;
  };

  for (const id of publication.deleted) {
    change(current(id), { parent: null, searchText: null, missing: null });
    search.remove(id);
    closedVersions.push({ componentId: id, ended: 'deleted' });
    growth -= 1;
  }

  const renamed = publication.changed
    .map(({ componentId, version }) => ({ draft: current(componentId), version }))
    .filter(({ draft, version }) => {
      if (draft.type !== version.type) brokenPublication(`${formatComponentName(version)} had another type before`);
      return draft.name !== nameKey(version.fullName);
    });
  const free = (draft: Draft): void => {
    names.remove(draft);
    change(draft, { name: null });
    freed.push(draft.id);
  };
  for (const { draft } of renamed) free(draft);
  for (const { draft, version } of renamed) {
    const holder = names.find(version);
    if (holder !== undefined) {
      if (holder.searchText !== null) brokenPublication(`${formatComponentName(version)} is there already`);
      free(holder);
      takenOver.push({ holder: holder.id, heir: draft.id });
    }
    change(draft, { name: nameKey(version.fullName) });
    names.add(draft);
  }

  for (const { componentId, change: kind, version } of publication.changed) {
    const draft = current(componentId);
    closedVersions.push({ componentId, ended: 'superseded' });
    open(draft, kind, version);
    touched.add(draft);
  }
  for (const version of publication.added) {
    const holder = names.find(version);
    if (holder !== undefined && holder.searchText !== null) {
      brokenPublication(`${formatComponentName(version)} is there already`);
    }
    open(holder ?? make(version), 'added', version);
    if (holder !== undefined) touched.add(holder);
    growth += 1;
  }

  for (const id of publication.found) change(current(id), { missing: null });
  for (const { componentId, missing } of publication.missing) change(current(componentId), { missing });
  for (const { component, missing } of publication.addedUnread) {
    const draft = names.find(component);
    if (draft === undefined || draft.searchText === null) {
      return brokenPublication(`${formatComponentName(component)} was not added`);
    }
    change(draft, { missing });
  }

  // By the very spelling: most mentions of a name are spelled as it is, and to fold all of them would cost more.
  const bySpelling = new Map<string, Map<string, number>>();
  return {
    idOf: (name) => {
      const ids = bySpelling.get(name.type) ?? new Map<string, number>();
      bySpelling.set(name.type, ids);
      const known = ids.get(name.fullName);
      if (known !== undefined) return known;
      const { id } = names.find(name) ?? make(name);
      ids.set(name.fullName, id);
      return id;
    },
    isNew: (id) => id >= state.nextId,
    takenOver,
    done: () => ({
      freed,
      newIdentities: made,
      changedIdentities: [...touched].filter(({ id }) => id < state.nextId),
      closedVersions,
      openedVersions,
      ...search.done(),
      growth,
    }),
  };
};

/** Who has which name. */
const createNames = (
  rows: Iterable<Draft>
): {
  readonly find: (name: ComponentName) => Draft | undefined;
  readonly add: (draft: Draft) => void;
  readonly remove: (draft: Draft) => void;
} => {
  const byType = new Map<string, Map<string, Draft>>();
  const add = (draft: Draft): void => {
    if (draft.name === null) return;
    const ofType = byType.get(draft.type);
    if (ofType === undefined) byType.set(draft.type, new Map([[draft.name, draft]]));
    else ofType.set(draft.name, draft);
  };
  for (const row of rows) add(row);
  return {
    find: ({ type, fullName }) => byType.get(type)?.get(nameKey(fullName)),
    add,
    remove: ({ type, name }) => void (name === null || byType.get(type)?.delete(name)),
  };
};
