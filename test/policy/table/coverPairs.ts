type Factors = { readonly [name: string]: readonly string[] };
type Row<F extends Factors> = { readonly [Name in keyof F]: F[Name][number] };

/**
 * Rows in which every two values of any two factors meet at least once. Greedy: of some random rows that each hold a pair
 * which is still to be covered, the one that covers most is taken. The same rows for the same seed.
 */
export const coverPairs = <F extends Factors>(factors: F, seed: number): Array<Row<F>> => {
  const random = randomFrom(seed);
  const pick = (values: readonly string[]): string => values[Math.floor(random() * values.length)] ?? '';
  const names = Object.keys(factors);
  const left = new Map(pairsOf(factors).map((pair) => [keyOf(pair), pair]));
  const rows: Array<Row<F>> = [];
  for (let [first] = left.values(); first !== undefined; [first] = left.values()) {
    const fixed = Object.fromEntries(first);
    const candidates = Array.from({ length: 60 }, () =>
      Object.fromEntries(names.map((name) => [name, fixed[name] ?? pick(factors[name] ?? [])]))
    );
    const gain = (row: { readonly [name: string]: string }): number =>
      keysIn(row, names).filter((key) => left.has(key)).length;
    const best = candidates.reduce((one, other) => (gain(other) > gain(one) ? other : one));
    for (const key of keysIn(best, names)) left.delete(key);
    rows.push(best as Row<F>);
  }
  return rows;
};

type Pair = ReadonlyArray<readonly [name: string, value: string]>;

const keyOf = (pair: Pair): string => JSON.stringify(pair);

/** All pairs of values of all pairs of factors. */
const pairsOf = (factors: Factors): Pair[] => {
  const names = Object.keys(factors);
  return names.flatMap((one, index) =>
    names.slice(index + 1).flatMap((other) =>
      (factors[one] ?? []).flatMap((a) =>
        (factors[other] ?? []).map((b): Pair => [
          [one, a],
          [other, b],
        ])
      )
    )
  );
};

const keysIn = (row: { readonly [name: string]: string }, names: readonly string[]): string[] =>
  names.flatMap((one, index) =>
    names.slice(index + 1).map((other) =>
      keyOf([
        [one, row[one] ?? ''],
        [other, row[other] ?? ''],
      ])
    )
  );

/** From 0 to below 1; a linear congruential generator with the numbers of Numerical Recipes. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
