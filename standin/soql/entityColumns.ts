import type { Column, Entity } from './entity.ts';
import type { Session } from './session.ts';

type ColumnsByName = ReadonlyMap<string, Column>;

const known = new WeakMap<Session, Map<string, ColumnsByName>>();

function columnsByName(entity: Entity, session: Session): ColumnsByName {
  const ofSession = known.get(session) ?? new Map<string, ColumnsByName>();
  known.set(session, ofSession);
  const found = ofSession.get(entity.name);
  if (found !== undefined) return found;
  const columns = new Map(entity.columns(session).map((column) => [column.name.toLowerCase(), column]));
  ofSession.set(entity.name, columns);
  return columns;
}

/** The object's columns as this user sees them, the same ones each time within a session. */
export function entityColumns(entity: Entity, session: Session): readonly Column[] {
  return [...columnsByName(entity, session).values()];
}

export function columnNamed(entity: Entity, session: Session, name: string): Column | undefined {
  return columnsByName(entity, session).get(name.toLowerCase());
}
