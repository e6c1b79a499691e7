/** Shapes of a record whose absent properties are NULL columns. */
type Nullable<Type> = { [Name in keyof Type]: Type[Name] | null };

/** The record without the properties that are NULL: absent is absent, never `undefined`. */
export const present = <Type extends object>(columns: Nullable<Required<Type>>): Type => {
  const record: Record<string, unknown> = {};
  // Goes over every column of a hundred thousand rows: arrays of entries would cost as much as the query.
  for (const name in columns) if (columns[name] !== null) record[name] = columns[name];
  return record as Type;
};

export const jsonOf = (value: object): string => JSON.stringify(value);

export const maybeJson = (value: object | undefined): string | null =>
  value === undefined ? null : JSON.stringify(value);

/** Columns hold only what `jsonOf` wrote, so their type is known where they are read. */
export const parseJson = <Type>(text: string | null): Type => (text === null ? null : JSON.parse(text)) as Type;
