/** Numbers that look random and are the same in every run. */
export type Random = {
  /** Both ends included. */
  readonly int: (least: number, most: number) => number;
  /** As `int`, but mostly near `least`: sizes of files in an org have a long tail. */
  readonly skewed: (least: number, most: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
  readonly words: (count: number) => string;
  readonly sentence: () => string;
};

const WORDS =
  'account active address agreement amount annual approval asset balance billing branch budget campaign carrier case category channel check claim close code contact contract cost country credit currency customer date dealer delivery department deposit discount district due entry estimate event exchange expense external fee field final finance fleet follow forecast goal grade group handling history import income index insurance internal inventory invoice item job key language lead legal level license limit line list loan local manager margin market measure member method model month name network next notice number offer office open order origin owner package partner payment period phase phone plan policy portal price primary priority process product program project quality quantity quarter queue quote rate reason record region related renewal rental report request reserve review risk role route sales sample schedule score season segment service shift shipping site source stage start state status step stock store summary supplier support survey target task tax team tenant term territory ticket total track trade training transfer travel trial type unit update usage user valid value vehicle vendor version visit volume warehouse warranty week weight work year zone'.split(
    ' '
  );

/** FNV-1a. */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
};

/** Each text is the seed of a sequence of its own, so that one component's content does not depend on the others. */
export const randomFor = (seed: string): Random => {
  let state = hash(seed);
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int: Random['int'] = (least, most) => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(items: readonly T[]): T => items[int(0, items.length - 1)] as T;
  const words: Random['words'] = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ');
  return {
    int,
    pick,
    words,
    skewed: (least, most) => least + Math.floor(next() ** 3 * (most - least + 1)),
    chance: (probability) => next() < probability,
    sentence: () => {
      const text = words(int(5, 18));
      return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
    },
  };
};
