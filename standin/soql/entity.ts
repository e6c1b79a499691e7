import type { QueryShape } from './queryShape.ts';
import type { Door, Session } from './session.ts';

/** Types as describe calls name them. */
export type ColumnType =
  | 'address'
  | 'anyType'
  | 'base64'
  | 'boolean'
  | 'combobox'
  | 'complexvalue'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'double'
  | 'email'
  | 'encryptedstring'
  | 'id'
  | 'int'
  | 'location'
  | 'multipicklist'
  | 'percent'
  | 'phone'
  | 'picklist'
  | 'reference'
  | 'string'
  | 'textarea'
  | 'time'
  | 'url';

export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  readonly label: string;
  readonly length: number;
  readonly nillable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  readonly aggregatable: boolean;
  readonly permissionable: boolean;
  readonly custom: boolean;
  readonly calculated: boolean;
  readonly referenceTo: readonly string[];
  /** Name of the step to the parent in a field path (`Profile` for `ProfileId`). */
  readonly relationshipName: string | null;
  /** The parent's column that this one points at; `Id` unless the parent is a virtual object. */
  readonly parentKey: string;
  value(row: unknown, session: Session): unknown;
};

export type ChildRelationship = {
  readonly relationshipName: string;
  readonly entity: string;
  /** The child's column that holds the parent's id. */
  readonly column: string;
};

/** Values that a row must have in a column to match, as far as the query's outermost AND says so. */
export type RowFilter = (column: string) => ReadonlySet<string> | undefined;

export type Entity = {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly keyPrefix: string | null;
  readonly custom: boolean;
  readonly doors: readonly Door[];
  /** The user needs one of these; without them the object does not exist for him. */
  readonly needsOneOf: readonly string[];
  readonly queryable: boolean;
  /** Whether the object exists for the user, where permissions of its own decide. */
  isVisible(session: Session): boolean;
  readonly children: readonly ChildRelationship[];
  columns(session: Session): readonly Column[];
  rows(session: Session, filter: RowFilter): Iterable<unknown>;
  /** Most rows that one answer holds, and whether more are refused or left out in silence; null where pages follow. */
  readonly cap: { readonly rows: number; readonly isRefused: boolean } | null;
  /** The query as the object takes it: throws for what it does not support, leaves out what it ignores. */
  prepare(query: QueryShape, session: Session): QueryShape;
};

type EntityDefinition = Pick<Entity, 'name' | 'keyPrefix' | 'columns' | 'rows'> & Partial<Entity>;

/** Fills in what most objects have in common. */
export function entity(definition: EntityDefinition): Entity {
  const label = definition.label ?? definition.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
  return {
    label,
    labelPlural: `${label}s`,
    custom: false,
    doors: ['data'],
    needsOneOf: [],
    queryable: true,
    children: [],
    isVisible: () => true,
    cap: null,
    prepare: (query) => query,
    ...definition,
  };
}
