/** An attribute in full as a person reads it: a list has a line for each item, an object one for each member. */
export const attributeLines = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.split(/\r\n|[\r\n]/u);
  if (Array.isArray(value)) return value.length === 0 ? [NOTHING] : value.map((item: unknown) => inline(item));
  if (typeof value !== 'object' || value === null) return [inline(value)];
  const members = Object.entries(value);
  return members.length === 0 ? [NOTHING] : members.map(([name, member]) => `${name}: ${inline(member)}`);
};

const NOTHING = '–';

/** On one line, whatever is in it. */
const inline = (value: unknown): string => {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map(nested)
    : Object.entries(value).map(([name, member]) => `${name}: ${nested(member)}`);
  return parts.length === 0 ? NOTHING : parts.join(', ');
};

/** In brackets where it would run into what stands beside it. */
const nested = (value: unknown): string =>
  typeof value === 'object' && value !== null ? `(${inline(value)})` : inline(value);
