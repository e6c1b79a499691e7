import type { Comparable } from './literalValue.ts';

export type SortKey<T> = { readonly descending: boolean; readonly nullsLast: boolean; value(item: T): Comparable };

function compare(left: Comparable, right: Comparable, key: { descending: boolean; nullsLast: boolean }): number {
  if (left === right) return 0;
  // Nulls come first in either direction unless NULLS LAST says otherwise.
  if (left === null) return key.nullsLast ? 1 : -1;
  if (right === null) return key.nullsLast ? -1 : 1;
  const order = left < right ? -1 : 1;
  return key.descending ? -order : order;
}

/** A sorted copy; equal items keep their order. */
export function sortRows<T>(items: readonly T[], keys: ReadonlyArray<SortKey<T>>): readonly T[] {
  if (keys.length === 0) return items;
  const keyed = items.map((item) => ({ item, values: keys.map((key) => key.value(item)) }));
  keyed.sort((left, right) => {
    for (const [index, key] of keys.entries()) {
      const order = compare(left.values[index] ?? null, right.values[index] ?? null, key);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}
