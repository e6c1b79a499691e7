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

/** Blanks left and right of each cell, and one border before each column and after the last. */
const PADDING = 2;
const BORDER = 1;

/** Longer words, such as paths, may be broken. */
const LONG_WORD = 24;

/**
 * How wide each column is drawn, padding included, so that the table fits into `available` characters; undefined where
 * it fits anyway. Narrow columns keep their width and wide ones share what is left; words stay whole while that goes.
 */
export const columnWidths = (
  { columns, data }: Pick<Table, 'columns' | 'data'>,
  available: number
): readonly number[] | undefined => {
  const room = available - columns.length * (PADDING + BORDER) - BORDER;
  const wishes = columns.map(({ key, name }) => {
    const texts = [name, ...data.flatMap((row) => (row[key] ?? '').split('\n'))];
    const words = texts.flatMap((text) => text.split(' ')).filter((word) => word.length <= LONG_WORD);
    return { least: longest(words), most: longest(texts) };
  });
  if (sum(wishes.map(({ most }) => most)) <= room || room < columns.length) return undefined;
  const keepsWords = sum(wishes.map(({ least, most }) => Math.min(least, most))) <= room;
  const at = (level: number): number[] =>
    wishes.map(({ least, most }) => Math.min(most, Math.max(keepsWords ? least : 1, level)));
  let level = 1;
  while (sum(at(level + 1)) <= room) level += 1;
  return at(level).map((width) => width + PADDING);
};

const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
