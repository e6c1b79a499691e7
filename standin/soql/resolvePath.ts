import { accessibleEntity } from './catalogue.ts';
import type { Column, Entity } from './entity.ts';
import { columnNamed, entityColumns } from './entityColumns.ts';
import type { Session } from './session.ts';
import { unknownColumn, unknownRelationship } from './soqlError.ts';

/** A column reached from a row through zero or more parents. */
export type ResolvedPath = {
  readonly path: string;
  /** Reference columns on the way. */
  readonly steps: readonly Column[];
  readonly column: Column;
  value(row: unknown): unknown;
};

/** A parent row with the object that it is of. */
export type ParentRow = { readonly entity: Entity; readonly row: unknown };

type RowIndex = ReadonlyMap<unknown, unknown>;

function newIndexes(): Map<string, RowIndex> {
  return new Map();
}

function indexOf(entity: Entity, key: string, session: Session): RowIndex {
  const indexes = session.view.get(newIndexes);
  const name = `${session.door}:${entity.name}.${key}`;
  const known = indexes.get(name);
  if (known !== undefined) return known;
  const column = columnNamed(entity, session, key);
  const index = new Map<unknown, unknown>();
  for (const row of entity.rows(session, () => undefined)) index.set(column?.value(row, session), row);
  indexes.set(name, index);
  return index;
}

/** The row that a reference column points at. */
export function parentOf(reference: Column, row: unknown, session: Session): ParentRow | undefined {
  const key = reference.value(row, session);
  if (key === null) return undefined;
  for (const name of reference.referenceTo) {
    const entity = accessibleEntity(name, session, { asParent: true });
    const parent = entity === undefined ? undefined : indexOf(entity, reference.parentKey, session).get(key);
    if (entity !== undefined && parent !== undefined) return { entity, row: parent };
  }
  return undefined;
}

/** The objects that a reference column may point at and that exist at this door. */
export function parentEntities(reference: Column, session: Session): readonly Entity[] {
  return reference.referenceTo
    .map((name) => accessibleEntity(name, session, { asParent: true }))
    .filter((entity) => entity !== undefined);
}

/** Finds a field path such as `Profile.UserLicense.Name` from an object on; throws INVALID_FIELD like the org. */
export function resolvePath(soql: string, entity: Entity, path: string, session: Session): ResolvedPath {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const steps: Column[] = [];
  let entities: readonly Entity[] = [entity];
  for (const name of names) {
    const lower = name.toLowerCase();
    const step = entities
      .flatMap((candidate) => entityColumns(candidate, session))
      .find((column) => column.relationshipName?.toLowerCase() === lower);
    if (step === undefined) throw unknownRelationship(soql, path, name);
    steps.push(step);
    entities = parentEntities(step, session);
  }
  const column = entities
    .map((candidate) => columnNamed(candidate, session, last))
    .find((found) => found !== undefined);
  if (column === undefined) throw unknownColumn(soql, path, last, (entities[0] ?? entity).name);
  return {
    path,
    steps,
    column,
    value: (row) => {
      let current: unknown = row;
      let holder = entity;
      for (const step of steps) {
        const parent = parentOf(step, current, session);
        if (parent === undefined) return null;
        current = parent.row;
        holder = parent.entity;
      }
      if (steps.length === 0) return column.value(current, session);
      // Polymorphic parents: each kind has its own column of that name.
      return columnNamed(holder, session, last)?.value(current, session) ?? null;
    },
  };
}
