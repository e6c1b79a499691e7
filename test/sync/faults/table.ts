import { FAULTS } from './faults.ts';
import type { Verdict } from './faultRig.ts';
import { effectOf, type Cell, type From, type Often } from './matrix.ts';
import { OPERATIONS } from './operations.ts';

export type Result = { readonly cell: Cell; readonly verdict: Verdict };

const NAME_WIDTH = 32;
const WIDTH = 6;

const SHORT: Readonly<Record<string, string>> = { succeeded: 'ok', partial: 'part' };

/** Letters for the errors that ended syncs, in the order of their names. */
const letters = (results: readonly Result[]): ReadonlyMap<string, string> => {
  const names = results.map(({ verdict }) => verdict.outcome).filter((outcome) => SHORT[outcome] === undefined);
  return new Map([...new Set(names)].sort().map((name, index) => [name, String.fromCodePoint(97 + index)]));
};

/**
 * The results of one pass over the matrix: a row for each operation, a column for each fault. `!` is a cell in which
 * something is wrong, `–` one that makes no sense, nothing one that was not run. Rows of which nothing was run are left out.
 */
export const faultTable = (
  title: { readonly often: Often; readonly from: From },
  results: readonly Result[]
): string => {
  const names = letters(results);
  const found = new Map(results.map((result) => [`${result.cell.operation.name}\n${result.cell.fault.name}`, result]));
  const rows = OPERATIONS.map((operation) => {
    const row = FAULTS.map((fault) => {
      const result = found.get(`${operation.name}\n${fault.name}`);
      if (result === undefined) return typeof effectOf({ operation, fault, ...title }) === 'string' ? '–' : '';
      const { outcome, wrong } = result.verdict;
      return `${SHORT[outcome] ?? `(${names.get(outcome) ?? '?'})`}${wrong.length > 0 ? '!' : ''}`;
    });
    return [operation.name, row] as const;
  });
  const line = (name: string, columns: readonly string[]): string =>
    (name.padEnd(NAME_WIDTH) + columns.map((column) => column.padEnd(WIDTH)).join('')).trimEnd();
  const run = new Set(results.map(({ cell }) => cell.operation.name));
  const heads = FAULTS.map(({ name }) => name.split(' '));
  return [
    `${title.often}, ${title.from === 'model' ? 'after an earlier sync' : 'in a first sync'}`,
    '',
    line(
      '',
      heads.map(([first = '']) => first)
    ),
    line(
      '',
      heads.map(([, second = '']) => second)
    ),
    ...rows.filter(([name]) => run.has(name)).map(([name, row]) => line(name, row)),
    '',
    'ok: succeeded, exit 0; part: partial, exit 68; letters: failed, exit 1 (ManualSyncOnlyError: refused, 77); !: wrong; –: makes no sense',
    ...[...names].map(([name, letter]) => `(${letter}) ${name}`),
  ].join('\n');
};
