import { sourcesOf } from './assignments.ts';
import { fieldRead } from './grants.ts';
import type { OrgObject } from './orgObjects.ts';
import type { Session } from './session.ts';

/** Objects that every user may read: they are configuration, not records. */
const open: readonly string[] = ['metadata', 'setting', 'event'];

/** Whether the object exists for the user: Read by any of his sets, or the right to see all records. */
export function canReadObject(object: OrgObject, session: Session): boolean {
  if (open.includes(object.kind)) return true;
  if (session.permissions.has('ViewAllData') || session.permissions.has('ModifyAllData')) return true;
  return sourcesOf(session.view, session.user).some(
    ({ grants, profile }) => profile?.isKnown === false || grants.objects.get(object.name)?.read === true
  );
}

/**
 * Whether field-level security shows the field to the user. View All Data does not lift it, View All Fields of the
 * object does. A profile without a file hides nothing, since nobody knows what it gives.
 */
export function canReadField(object: OrgObject, fieldName: string, session: Session): boolean {
  const path = `${object.name}.${fieldName}`;
  return sourcesOf(session.view, session.user).some(
    ({ grants, profile }) =>
      profile?.isKnown === false ||
      grants.objects.get(object.name)?.viewAllFields === true ||
      ((grants.fields.get(path) ?? 0) & fieldRead) !== 0
  );
}
