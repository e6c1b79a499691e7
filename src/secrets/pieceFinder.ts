import { undone, type Decoded, type Range } from './decodings.ts';
import { CODE_OF, CODES, formsOf, type Form } from './forms.ts';

/**
 * Finds pieces of secrets in texts. Secrets are looked up by four letters or digits in a row; a text is asked at every
 * fifth one, so that nothing of eight in a row is missed and a text without a secret costs little.
 */
export type PieceFinder = {
  add(secret: string): void;
  /** In order, and apart from each other. */
  find(text: string): Range[];
};

const GRAM = 4;
const STRIDE = 5;
const SHORTEST_RUN = GRAM + STRIDE - 1;

/** How often a text may be escaped anew: what percent-encodes an entity and JSON escapes is three. */
const DEPTH = 4;

const NOTHING: Range[] = [];

type Place = { readonly form: Form; readonly at: number };

/** Of one gram in one form. There are more only where a secret repeats itself; a text that does too would take for ever. */
const MOST_PLACES = 50;

export const createPieceFinder = (): PieceFinder => {
  const places = new Map<number, Place[]>();
  /** One bit for each possible gram: asked much more often than `places`, and nearly always with *no* for an answer. */
  const known = new Uint8Array(CODES ** GRAM / 8);
  const isKnown = (gram: number): boolean => ((known[gram >> 3] ?? 0) & (1 << (gram & 7))) !== 0;
  const addPlace = (gram: number, place: Place): void => {
    const sharing = places.get(gram);
    if (sharing === undefined) places.set(gram, [place]);
    else if (sharing.at(-MOST_PLACES)?.form !== place.form) sharing.push(place);
    known[gram >> 3] = (known[gram >> 3] ?? 0) | (1 << (gram & 7));
  };
  /** Used again for each text: many are short. */
  let codes = new Uint8Array(1_000);
  const rangesIn = (decoded: Decoded): Range[] => {
    if (decoded.text.length > codes.length) codes = new Uint8Array(decoded.text.length);
    const length = readCodes(decoded.text, codes);
    const runs: Range[] = [];
    let done = 0;
    for (let at = 0; at + GRAM <= length; at += STRIDE) {
      const gram = gramAt(codes, at);
      if (!isKnown(gram) || at < done) continue;
      const run = firstRun(codes.subarray(0, length), at, places.get(gram) ?? []);
      if (run === undefined) continue;
      runs.push(run);
      // What goes on behind it is met again by its last gram.
      done = run[1] - GRAM;
    }
    return runs.length === 0 ? NOTHING : originalRanges(decoded, runs);
  };
  return {
    add: (secret) => {
      for (const form of formsOf(secret)) {
        for (let at = 0; at + GRAM <= form.codes.length; at += 1) addPlace(gramAt(form.codes, at), { form, at });
      }
    },
    find: (text) => {
      if (text.length < SHORTEST_RUN) return NOTHING;
      const found = [rangesIn({ text })];
      // Each on its own, because what looks like an escape may be a part of something plain.
      for (let decoded = undone({ text }); decoded && found.length <= DEPTH; decoded = undone(decoded)) {
        found.push(rangesIn(decoded));
      }
      return united(found.flat());
    },
  };
};

const gramAt = (codes: Uint8Array, at: number): number => {
  let gram = 0;
  for (let next = at; next < at + GRAM; next += 1) gram = gram * CODES + (codes[next] ?? 0);
  return gram;
};

/** The letters and digits of a text; other characters do not count. How many they are. */
const readCodes = (text: string, codes: Uint8Array): number => {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = CODE_OF[text.charCodeAt(at)] ?? CODES;
    if (code < CODES) codes[length++] = code;
  }
  return length;
};

/** As far as text and secret agree to both sides of a place, at the first place where that is enough of the secret. */
const firstRun = (codes: Uint8Array, at: number, places: readonly Place[]): Range | undefined => {
  for (const { form, at: place } of places) {
    let [before, behind] = [0, GRAM];
    while (before < Math.min(at, place) && codes[at - before - 1] === form.codes[place - before - 1]) before += 1;
    const room = Math.min(codes.length - at, form.codes.length - place);
    while (behind < room && codes[at + behind] === form.codes[place + behind]) behind += 1;
    if (form.covered(place - before, place + behind) >= form.least) return [at - before, at + behind];
  }
  return undefined;
};

/** Where the letters and digits of runs stand in the original. */
const originalRanges = ({ text, places }: Decoded, runs: readonly Range[]): Range[] => {
  const indexes = new Int32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ((CODE_OF[text.charCodeAt(at)] ?? CODES) < CODES) indexes[count++] = at;
  }
  return runs.map(([from, to]) => {
    const [first, last] = [indexes[from] ?? 0, indexes[to - 1] ?? 0];
    return [places?.starts[first] ?? first, places?.ends[last] ?? last + 1];
  });
};

const united = (ranges: Range[]): Range[] => {
  if (ranges.length === 0) return NOTHING;
  const result: Range[] = [];
  for (const [start, end] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = result.at(-1);
    if (last === undefined || start > last[1]) result.push([start, end]);
    else result[result.length - 1] = [last[0], Math.max(last[1], end)];
  }
  return result;
};
