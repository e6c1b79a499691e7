import { displayWidth, type Table } from './table.ts';

/** Blanks left and right of each cell. */
const PADDING = 2;

/**
 * The lines of a table as the sf CLI draws it, which for hundreds of rows takes seconds to lay them out. `widths` are those
 * of the columns with padding; without them each column is as wide as its longest cell. `heading` gives headings their
 * look.
 */
export const drawTable = (
  { columns, data }: Pick<Table, 'columns' | 'data'>,
  widths: readonly number[] | undefined,
  heading: (text: string) => string
): string[] => {
  const natural = columns.map(({ key, name }) =>
    data.reduce((most, row) => Math.max(most, cellWidth(row[key] ?? '')), displayWidth(name))
  );
  const rooms = natural.map((width, at) => (widths?.[at] === undefined ? width : widths[at] - PADDING));
  const border = (left: string, between: string, right: string): string =>
    left + rooms.map((room) => '─'.repeat(room + PADDING)).join(between) + right;
  const rowOf = (cells: readonly string[], look = (text: string): string => text): string[] => {
    const wrapped = cells.map((cell, at) => wrap(cell, rooms[at] ?? 1));
    const height = Math.max(...wrapped.map(({ length }) => length));
    return Array.from(
      { length: height },
      (_, line) => `│${wrapped.map((lines, at) => look(` ${padded(lines[line] ?? '', rooms[at] ?? 1)} `)).join('│')}│`
    );
  };
  return [
    border('┌', '┬', '┐'),
    ...rowOf(
      columns.map(({ name }) => name),
      heading
    ),
    border('├', '┼', '┤'),
    ...data.flatMap((row) => rowOf(columns.map(({ key }) => row[key] ?? ''))),
    border('└', '┴', '┘'),
  ];
};

const cellWidth = (cell: string): number =>
  cell.split('\n').reduce((most, line) => Math.max(most, displayWidth(line)), 0);

const padded = (line: string, room: number): string => line + ' '.repeat(Math.max(0, room - displayWidth(line)));

/** Words stay whole unless one alone is wider than the room. */
const wrap = (cell: string, room: number): string[] =>
  cell.split('\n').flatMap((line) => {
    if (displayWidth(line) <= room) return [line];
    const lines: string[] = [];
    let current = '';
    for (const piece of line
      .trim()
      .split(/ +/)
      .flatMap((word) => broken(word, room))) {
      const longer = current === '' ? piece : `${current} ${piece}`;
      if (displayWidth(longer) <= room) current = longer;
      else {
        if (current !== '') lines.push(current);
        current = piece;
      }
    }
    return [...lines, current];
  });

const broken = (word: string, room: number): string[] => {
  if (displayWidth(word) <= room) return [word];
  const pieces = [''];
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    const last = pieces.at(-1) ?? '';
    if (last !== '' && displayWidth(last + segment) > room) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
  }
  return pieces;
};
