import { createRequire } from 'node:module';
import type * as Library from 'table';
import type { Table } from './table.ts';

/** Blanks left and right of each cell. */
const PADDING = 2;

/**
 * A table with the lines of the sf CLI's own, whose library takes a second to lay out hundreds of rows. `widths` are those
 * of the columns with padding; without them each column is as wide as its longest cell. `heading` gives headings their
 * look.
 */
export const drawTable = (
  { columns, data }: Pick<Table, 'columns' | 'data'>,
  widths: readonly number[] | undefined,
  heading: (text: string) => string
): string[] => {
  // Loaded here, because few commands draw such a table.
  const { getBorderCharacters, table } = createRequire(import.meta.url)('table') as typeof Library;
  const rows = [
    columns.map(({ name }) => heading(name)),
    ...data.map((row) => columns.map(({ key }) => row[key] ?? '')),
  ];
  const drawn = table(rows, {
    border: getBorderCharacters('norc'),
    drawHorizontalLine: (line, count) => line <= 1 || line === count,
    columns: columns.map((_, at) =>
      widths?.[at] === undefined ? {} : { width: widths[at] - PADDING, wrapWord: true }
    ),
  });
  return drawn.trimEnd().split('\n');
};
