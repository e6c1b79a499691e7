const CUSTOM = /__c$/i;
const PERSON = /__pc$/i;

/** True for the API names of custom fields, not for the column codes (`CORE.USERS.ALIAS`) that stand for standard ones. */
export const isCustomFieldName = (name: string): boolean => /^\w+__p?c$/i.test(name);

/**
 * Full name of a field as an object's text names it. Custom fields of tasks and events live on Activity, and
 * `X__pc` of a person account is `X__c` of its contact. A path (`Owner.Manager.X__c`) stays a path from the object.
 */
export const fieldFullName = (object: string, field: string): string => {
  if (!field.includes('.')) {
    if ((object === 'Task' || object === 'Event') && CUSTOM.test(field)) return `Activity.${field}`;
    if (object === 'Account' && PERSON.test(field)) return `Contact.${field.replace(PERSON, '__c')}`;
  }
  return `${object}.${field}`;
};
