/** Shapes of a record whose absent properties are NULL columns. */
type Nullable<Type> = { [Name in keyof Type]: Type[Name] | null };

/** The record without the properties that are NULL: absent is absent, never `undefined`. */
export const present = <Type extends object>(columns: Nullable<Required<Type>>): Type => {
  const record: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(columns)) {
    if (value !== null) record[name] = value;
  }
  return record as Type;
};

export const jsonOf = (value: object): string => JSON.stringify(value);

export const maybeJson = (value: object | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value);

/** Columns hold only what `jsonOf` wrote, so their type is known where they are read. */
export const parseJson = <Type>(text: string | null): Type => (text === null ? null : JSON.parse(text)) as Type;
