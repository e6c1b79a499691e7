import type { Subject } from './componentReader.ts';
import { fieldFullName, isCustomFieldName } from './fieldFullName.ts';
import type { Naming } from './mentionRules.ts';

/** Namings for children of an object, whose texts leave out the object's name. */
export const objectOf = (subject: Subject): string => subject.parent?.fullName ?? '';

/** For places that hold API names: `Rating__c`, `Name`, `Owner.Name`. */
export const ownField: Naming = (name, { subject }) => fieldFullName(objectOf(subject), name);

/** For places where standard fields stand as column codes (`ACCOUNT.NAME`): only custom fields are sure. */
export const ownCustomField: Naming = (name, { subject }) =>
  isCustomFieldName(name) ? fieldFullName(objectOf(subject), name) : undefined;

/** Another child of the same object, of whatever type. */
export const sibling: Naming = (name, { subject }) => `${objectOf(subject)}.${name}`;
