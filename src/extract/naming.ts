import { folderOf } from '../model/names/nameParts.ts';
import type { Naming } from './mentionRules.ts';
import type { Subject, SubjectMention } from './reader.ts';

const CUSTOM = /__c$/i;
const PERSON = /__pc$/i;

/** True for the API names of custom fields, not for the column codes (`CORE.USERS.ALIAS`) that stand for standard ones. */
export const isCustomFieldName = (name: string): boolean => /^\w+__p?c$/i.test(name);

/**
 * Full name of a field as an object's text names it. Custom fields of tasks and events live on Activity, and
 * `X__pc` of a person account is `X__c` of its contact, and its other fields are the account's. A path (`Owner.Manager.X__c`) stays a path from the object.
 */
export const fieldFullName = (object: string, field: string): string => {
  if (!field.includes('.')) {
    if ((object === 'Task' || object === 'Event') && CUSTOM.test(field)) return `Activity.${field}`;
    const person = object === 'PersonAccount';
    if ((object === 'Account' || person) && PERSON.test(field)) return `Contact.${field.replace(PERSON, '__c')}`;
    if (person) return `Account.${field}`;
  }
  return `${object}.${field}`;
};

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

/** Full name of what code calls `namespace.Name`; `c` is the org's own namespace. */
export const inNamespace = (namespace: string, name: string): string =>
  namespace === 'c' ? name : `${namespace}__${name}`;

/** Full name of an Apex class where metadata write it as code does: `ns.Handler` is a class of a package. */
export const apexClassName: Naming = (name) => {
  const [first = '', second] = name.split('.');
  return second === undefined ? first : inNamespace(first, second);
};

/** For places that hold a name or an id: names begin with a letter, ids of setup with a digit. */
export const unlessId = (name: string): string | undefined => (/^\d/.test(name) ? undefined : name);

/** For components that are named after the object they work on: `Case`, `Case.Unsafe_bikes`. */
export const belongsToObject = (subject: Subject): SubjectMention[] => [
  { kind: 'belongs to', type: 'CustomObject', fullName: objectOf(subject), place: '' },
];

/** Folder of what is filed in none. */
const UNFILED = 'unfiled$public';

/** The folder that a component lies in, which is the beginning of its name. */
export const filedIn =
  (folderType: string) =>
  ({ fullName }: Subject): SubjectMention[] => {
    const folder = folderOf(fullName);
    return folder === undefined || folder === UNFILED
      ? []
      : [{ kind: 'belongs to', type: folderType, fullName: folder, place: '' }];
  };
