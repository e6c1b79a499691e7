import { MALFORMED } from '../../model/malformedPolicies.ts';

/** What a column can hold. */
export type SqlValue = string | number | Uint8Array | null;

/** Shapes of a record whose absent properties are NULL columns. */
type Nullable<Type> = { [Name in keyof Type]: Type[Name] | null };

/** The record without the properties that are NULL: absent is absent, never `undefined`. */
export const present = <Type extends object>(columns: Nullable<Required<Type>>): Type => {
  const record: Record<string, unknown> = {};
  // Goes over every column of a hundred thousand rows: arrays of entries would cost as much as the query.
  for (const name in columns) if (columns[name] !== null) record[name] = columns[name];
  return record as Type;
};

/** A JSON text that holds a `Type`. The property never exists: it only carries the type from writing to reading. */
export type Json<Type> = string & { readonly holds?: Type };

export const jsonOf = <Type>(value: Type): Json<Type> => JSON.stringify(value);

export const maybeJson = <Type>(value: Type | undefined): Json<Type> | null =>
  value === undefined ? null : jsonOf(value);

/** Policies by name. What else stands there, or has no value of on or off, must not be taken for silence. */
export const parsePolicies = (text: string): { readonly [name: string]: boolean } => {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject && Object.values(value).every((one) => typeof one === 'boolean')) {
      return value as { readonly [name: string]: boolean };
    }
  } catch {
    // No JSON at all.
  }
  return { [MALFORMED]: true };
};
