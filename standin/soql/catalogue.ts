import { customFieldColumns, orgEntities } from './entities/orgEntities.ts';
import { platformEntities } from './entities/platformEntities.ts';
import type { Entity } from './entity.ts';
import { orgObjects } from './orgObjects.ts';
import type { OrgView } from './orgView.ts';
import type { Session } from './session.ts';

type Doors = { readonly data: ReadonlyMap<string, Entity>; readonly tooling: ReadonlyMap<string, Entity> };

/** Platform objects such as User have the custom fields of their file in the org. */
function withCustomFields(view: OrgView, entity: Entity): Entity {
  const object = view.get(orgObjects).get(entity.name);
  if (object === undefined || !platformEntities.includes(entity)) return entity;
  return { ...entity, columns: (session) => [...entity.columns(session), ...customFieldColumns(object, session)] };
}

function entitiesByDoor(view: OrgView): Doors {
  const doors = { data: new Map<string, Entity>(), tooling: new Map<string, Entity>() };
  // Platform objects come last: their tables win over the same object's file in the org.
  for (const entity of [...view.get(orgEntities), ...platformEntities]) {
    for (const door of entity.doors) doors[door].set(entity.name.toLowerCase(), withCustomFields(view, entity));
  }
  return doors;
}

/** All objects behind a door, whether the user may see them or not. */
export function entitiesAt(session: Session): readonly Entity[] {
  return [...session.view.get(entitiesByDoor)[session.door].values()];
}

/** Whether the object exists for the user. */
export function isAccessible(entity: Entity, session: Session): boolean {
  const isPermitted = entity.needsOneOf.length === 0 || entity.needsOneOf.some((name) => session.permissions.has(name));
  return isPermitted && entity.isVisible(session);
}

/**
 * The object of that name at the session's door, if the user may see it. As the parent in a field path it is found
 * whatever the user's permissions and from either door, since relationships cross what direct queries do not.
 */
export function accessibleEntity(
  name: string,
  session: Session,
  { asParent = false }: { readonly asParent?: boolean } = {}
): Entity | undefined {
  const lower = name.toLowerCase();
  const doors = session.view.get(entitiesByDoor);
  const here = doors[session.door].get(lower);
  if (asParent) return here ?? doors.data.get(lower) ?? doors.tooling.get(lower);
  return here !== undefined && isAccessible(here, session) ? here : undefined;
}
