import { cellName, type Cell } from './matrix.ts';

/** Cells that are known to be wrong, and why. An entry of which no cell is wrong any more fails the tests. */
export type NotYet = {
  readonly cells: RegExp;
  readonly reason: string;
  /** It would end the process, or wait for minutes. */
  readonly isRun?: false;
};

export const NOT_YET: readonly NotYet[] = [
  {
    cells: /^job: alone, (gaps|no file), always, at first$/,
    reason: 'what lacks a companion is taken without it where the model has nothing: record types, profiles',
  },
];

/** Why a cell may be wrong; undefined where it must be right. */
export const notYet = (cell: Cell): NotYet | undefined => NOT_YET.find(({ cells }) => cells.test(cellName(cell)));
