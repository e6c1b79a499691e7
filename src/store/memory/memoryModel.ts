import { componentKey, type ComponentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { ComponentHistoryEntry, ComponentVersion, KnownComponent, Missing, ReferenceRecord } from '../records.ts';

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** Valid in the models of runs `from` up to, not including, `to`; `to` is absent while it is current. */
export type Validity = { readonly validFrom: number; validTo?: number };

export type Identity = {
  readonly id: number;
  readonly type: string;
  /** Absent when another identity has taken the name over. */
  key?: ComponentKey;
  fullName: string;
  /** Oldest first. */
  readonly versions: Array<Writable<ComponentHistoryEntry>>;
  missing?: Missing;
};

export type Edge = Validity &
  Pick<ReferenceRecord, 'kind' | 'evidence' | 'confidence' | 'place'> & { readonly from: number; readonly to: number };

export type Grant = Validity & { readonly principal: number; readonly target: number; readonly rights: number };

export type DocumentAtPath = Validity & {
  readonly path: string;
  readonly hash: string;
  readonly extractorVersion: string;
};

/** All that one org's model holds, with its history. */
export type MemoryModel = {
  readonly identities: Map<number, Identity>;
  /** Who is found under a key. */
  readonly names: Map<ComponentKey, number>;
  edges: Edge[];
  grants: Grant[];
  documents: DocumentAtPath[];
};

export const emptyModel = (): MemoryModel => ({
  identities: new Map(),
  names: new Map(),
  edges: [],
  grants: [],
  documents: [],
});

export const isOpen = ({ validTo }: Validity): boolean => validTo === undefined;

/** Undefined for a deleted component, and for a name that has no component. */
export const currentVersion = (identity: Identity): ComponentVersion | undefined => {
  const last = identity.versions.at(-1);
  return last?.to === undefined ? last?.version : undefined;
};

export const holderOf = (model: MemoryModel, key: ComponentKey): Identity | undefined =>
  model.identities.get(model.names.get(key) ?? -1);

/** Without a key the identity is found no more. */
export const setKey = (model: MemoryModel, identity: Identity, key: ComponentKey | undefined): void => {
  if (identity.key !== undefined) model.names.delete(identity.key);
  if (key === undefined) delete identity.key;
  else {
    identity.key = key;
    model.names.set(key, identity.id);
  }
};

export const nameOf = (model: MemoryModel, id: number): ComponentName => {
  const identity = model.identities.get(id);
  if (identity === undefined) throw new Error(`There is no component with the id ${id}.`);
  return { type: identity.type, fullName: identity.fullName };
};

export const keyOf = (model: MemoryModel, id: number): ComponentKey => componentKey(nameOf(model, id));

export const toKnown = (identity: Identity, version: ComponentVersion): KnownComponent => ({
  ...version,
  componentId: identity.id,
  ...(identity.missing === undefined ? {} : { missing: identity.missing }),
});
