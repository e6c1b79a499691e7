import { nameKey } from '../model/names/componentName.ts';

/**
 * The names nearest to what was typed, nearest first: by the pairs of letters that they share (Sørensen–Dice),
 * which forgives a missing prefix or suffix as well as a typing error.
 */
export const nearestNames = (typed: string, names: readonly string[], limit = 5): string[] => {
  const wanted = pairsOf(typed);
  return names
    .map((name) => ({ name, likeness: likeness(wanted, pairsOf(name)) }))
    .filter((candidate) => candidate.likeness > 0.3)
    .sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map((candidate) => candidate.name);
};

const pairsOf = (text: string): ReadonlySet<string> => {
  const lower = ` ${nameKey(text)} `;
  return new Set(Array.from({ length: lower.length - 1 }, (_, index) => lower.slice(index, index + 2)));
};

const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
};
