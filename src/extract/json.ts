import type { JsonValue } from '../model/extraction.ts';
import type { DocumentPart } from './reader.ts';

/** What a JSON file says; undefined where it is no JSON, which must not lose the component that it belongs to. */
export const jsonOf = ({ utf8 }: Pick<DocumentPart, 'utf8'>): JsonValue | undefined => {
  try {
    return JSON.parse(utf8.toString('utf8')) as JsonValue;
  } catch {
    return undefined;
  }
};

const isObject = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member of an object, down a path of names; undefined where there is none. */
export const memberOf = (value: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined => {
  let found = value;
  for (const name of path) found = isObject(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found;
};

export const jsonText = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The texts of all members of a name, at whatever depth, each once. */
export const textsNamed = (value: JsonValue | undefined, name: string): string[] => {
  const found = new Set<string>();
  // No recursion: a file may be nested deeper than calls can be.
  const open: JsonValue[] = value === undefined ? [] : [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, member] of Object.entries<JsonValue>(next)) {
      if (key === name && typeof member === 'string') found.add(member);
      open.push(member);
    }
  }
  return [...found].sort();
};
