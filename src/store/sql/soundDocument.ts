import { isObject } from './soundColumns.ts';

/**
 * What a stored document says of components, before a model is made of it. What is wrong in it is no document at all: a
 * model without it would look like the org's.
 */

/** Each with its name and the hash by which changes are found; their attributes stand elsewhere. */
export const isComponents = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (one) =>
      isObject(one) &&
      ['type', 'fullName', 'ownHash'].every((name) => typeof one[name] === 'string') &&
      (one['parent'] === undefined || isName(one['parent'])) &&
      ['label', 'description'].every((name) => ['undefined', 'string'].includes(typeof one[name]))
  );

const isName = (value: unknown): boolean =>
  isObject(value) && typeof value['type'] === 'string' && typeof value['fullName'] === 'string';

/** In the packed form, where each name stands behind the index of what it has in common with others. */
export const isMentions = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { manners, names, lines } = value;
  if (!Array.isArray(manners) || !Array.isArray(names) || names.length % 2 !== 0) return false;
  const isManners = manners.every(
    (one) =>
      Array.isArray(one) && Number.isSafeInteger(one[0]) && one.slice(1).every((word) => typeof word === 'string')
  );
  const isNames = names.every((one, at) =>
    at % 2 === 0 ? Number.isSafeInteger(one) && Number(one) in manners : typeof one === 'string'
  );
  return isManners && isNames && (lines === undefined || (Array.isArray(lines) && lines.every(Number.isSafeInteger)));
};
