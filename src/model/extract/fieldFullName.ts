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
