import type { Subject } from './componentReader.ts';
import { fieldFullName, isCustomFieldName } from './fieldFullName.ts';
import type { Naming } from './mentionRules.ts';

/** The object whose name the texts leave out: a child's container, else what stands before the name's first dot. */
export const objectOf = ({ parent, fullName }: Subject): string => parent?.fullName ?? fullName.replace(/\..*$/s, '');

/** For places that hold API names: `Rating__c`, `Name`, `Owner.Name`. */
export const ownField: Naming = (name, { subject }) => fieldFullName(objectOf(subject), name);

/** For places where standard fields stand as column codes (`ACCOUNT.NAME`): only custom fields are sure. */
export const ownCustomField: Naming = (name, { subject }) =>
  isCustomFieldName(name) ? fieldFullName(objectOf(subject), name) : undefined;

/** Another child of the same object, of whatever type. */
export const sibling: Naming = (name, { subject }) => `${objectOf(subject)}.${name}`;

/** For criteria: fields have their object's name in front (`Case.Origin`), those of the own object at times not. */
export const criterionField: Naming = (name, { subject }) => {
  const dot = name.indexOf('.');
  return dot < 0 ? fieldFullName(objectOf(subject), name) : fieldFullName(name.slice(0, dot), name.slice(dot + 1));
};
