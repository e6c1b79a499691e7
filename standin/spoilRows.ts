import { effectsOf, type ChosenRows, type Effect } from './faults.ts';

/** The rows that an effect is about. */
function chosen<Row>(
  rows: readonly Row[],
  { fullName, every }: ChosenRows,
  nameOf: (row: Row) => string
): ReadonlySet<Row> {
  if (fullName !== undefined) return new Set(rows.filter((row) => nameOf(row) === fullName).slice(0, 1));
  if (every !== undefined) return new Set(rows.filter((_, index) => (index + 1) % every === 0));
  return new Set(rows.slice(0, 1));
}

/** The rows of a listing or of a query's page as the client is to get them: some twice, some not at all. */
export function spoilRows<Row>(
  rows: readonly Row[],
  effects: readonly Effect[],
  nameOf: (row: Row) => string = () => ''
): readonly Row[] {
  const left = [...effectsOf(effects, 'missingRow'), ...effectsOf(effects, 'missingRows')].map((effect) =>
    chosen(rows, effect, nameOf)
  );
  const doubled = effectsOf(effects, 'doubleRows').map((effect) => chosen(rows, effect, nameOf));
  return rows
    .filter((row) => !left.some((missing) => missing.has(row)))
    .flatMap((row) => (doubled.some((twice) => twice.has(row)) ? [row, row] : [row]));
}
