/** A table as data: the command prints it. Cells are printable already. */
export type Table = {
  readonly title?: string;
  readonly columns: ReadonlyArray<{ readonly key: string; readonly name: string }>;
  readonly data: ReadonlyArray<{ readonly [key: string]: string }>;
};

/** A table of the columns that say something in at least one row. */
export const tableOf = (
  columns: Table['columns'],
  data: Table['data'],
  options: { readonly title?: string } = {}
): Table => ({
  ...options,
  columns: columns.filter(({ key }) => data.some((row) => row[key] !== undefined && row[key] !== '')),
  data,
});
