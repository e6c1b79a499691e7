import type { ComponentKey, ComponentName } from '../../../src/model/names/componentName.ts';
import type {
  EdgeRow,
  GrantRow,
  IdentityRow,
  MannerRow,
  PathRow,
  SearchRow,
} from '../../../src/store/publication/publicationPlan.ts';
import type { ComponentHistoryEntry, ComponentVersion, KnownComponent } from '../../../src/store/records.ts';

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** Valid in the models of runs `from` up to, not including, `to`; `to` is absent while it is current. */
export type Validity = { readonly validFrom: number; validTo?: number };

/** All that one org's model holds, with its history: the rows that a database would have. */
export type MemoryModel = {
  readonly identities: Map<number, IdentityRow>;
  /** Who is found under a key. */
  readonly names: Map<ComponentKey, number>;
  /** Of each component, oldest first. */
  readonly versions: Map<number, Array<Writable<ComponentHistoryEntry>>>;
  readonly searchRows: Map<number, SearchRow>;
  readonly manners: MannerRow[];
  readonly edges: Array<EdgeRow & Validity>;
  readonly grants: Array<GrantRow & Validity>;
  readonly paths: Array<PathRow & Validity>;
  readonly counts: { components: number; references: number; grants: number };
};

export const emptyModel = (): MemoryModel => ({
  identities: new Map(),
  names: new Map(),
  versions: new Map(),
  searchRows: new Map(),
  manners: [],
  edges: [],
  grants: [],
  paths: [],
  counts: { components: 0, references: 0, grants: 0 },
});

export const isOpen = ({ validTo }: Validity): boolean => validTo === undefined;

export const versionsOf = (model: MemoryModel, id: number): readonly ComponentHistoryEntry[] =>
  model.versions.get(id) ?? [];

/** Undefined for a deleted component, and for a name that has no component. */
export const currentVersion = (model: MemoryModel, id: number): ComponentVersion | undefined => {
  const last = versionsOf(model, id).at(-1);
  return last?.to === undefined ? last?.version : undefined;
};

export const holderOf = (model: MemoryModel, key: ComponentKey): IdentityRow | undefined =>
  model.identities.get(model.names.get(key) ?? -1);

/** Rows as they are from now on. Names may go round among them: all are given up before one is taken. */
export const putIdentities = (model: MemoryModel, rows: readonly IdentityRow[]): void => {
  const keyOf = ({ type, name }: IdentityRow): ComponentKey => `${type}:${name ?? ''}` as ComponentKey;
  for (const { id } of rows) {
    const before = model.identities.get(id);
    if (before !== undefined) model.names.delete(keyOf(before));
  }
  for (const row of rows) {
    model.identities.set(row.id, { ...row });
    if (row.name !== null) model.names.set(keyOf(row), row.id);
  }
};

export const nameOf = (model: MemoryModel, id: number): ComponentName => {
  const identity = model.identities.get(id);
  if (identity === undefined) throw new Error(`There is no component with the id ${id}.`);
  return { type: identity.type, fullName: identity.fullName };
};

export const toKnown = ({ id, missing }: IdentityRow, version: ComponentVersion): KnownComponent => ({
  ...version,
  componentId: id,
  ...(missing === null ? {} : { missing }),
});
