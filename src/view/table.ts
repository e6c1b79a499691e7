import { omitUndefined } from '../model/omitUndefined.ts';
import { printable } from '../redact.ts';
import { shorten } from './format.ts';

/** A table as data: the command prints it. Each line of a cell is printable. */
export type Table = {
  readonly title?: string;
  readonly columns: ReadonlyArray<{ readonly key: string; readonly name: string }>;
  readonly data: ReadonlyArray<{ readonly [key: string]: string }>;
};

/** A cell, or a line of one, longer than this makes a table unreadable; `--json` has all of it. */
const LONGEST_CELL = 200;

/**
 * A table of the columns that say something in at least one row. Longer cells than `longest` end with an ellipsis. What
 * moves, colours or hides goes out of every cell here, even of one that should hold a word of ours: a store may hold
 * anything.
 */
export const tableOf = (
  columns: Table['columns'],
  data: Table['data'],
  { title, longest = LONGEST_CELL }: { readonly title?: string; readonly longest?: number } = {}
): Table => ({
  ...omitUndefined({ title: title && shorten(printable(title), LONGEST_CELL) }),
  columns: columns.filter(({ key }) => data.some((row) => row[key] !== undefined && row[key] !== '')),
  data: data.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, shortLines(printableLines(cell), longest)]))
  ),
});

/** Blanks at the beginning set a cell in. */
const printableLines = (cell: string): string =>
  cell
    .split('\n')
    .map((line) => (/^ */.exec(line)?.[0] ?? '') + printable(line))
    .join('\n');

const shortLines = (cell: string, longest: number): string =>
  cell.length <= longest
    ? cell
    : cell
        .split('\n')
        .map((line) => shorten(line, longest))
        .join('\n');

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
    const words = texts.flatMap((text) => text.split(' ')).filter((word) => displayWidth(word) <= LONG_WORD);
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

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);

/** Blocks that East Asian fonts draw two columns wide, and pictures. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]|^\p{Emoji}\ufe0f/u;

/** Columns of a terminal that a text takes; marks stand on the character before them. */
export const displayWidth = (text: string): number => {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
