/** How many letters, in either case, and digits there are. */
export const CODES = 36;

/** Of an ASCII character: its number among letters and digits, or `CODES` and more for what is neither. */
export const CODE_OF = Uint8Array.from({ length: 128 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  return /[0-9a-z]/i.test(character) ? Number.parseInt(character, CODES) : CODES;
});

/** A secret as it may be written, by its letters and digits alone: what stands between them may be anything. */
export type Form = {
  readonly codes: Uint8Array;
  /** How many characters of the form the letters and digits from `from` to before `to`, and what is beside them, are. */
  covered(from: number, to: number): number;
  /** As many are a piece that must not be shown. */
  readonly least: number;
};

/** Pieces of fewer characters say nothing, and could be met by chance. */
const SHORTEST_PIECE = 12;

/** The org's id before the exclamation mark is no secret. */
const PREFIX = /^00D\w{12,15}!/;

/** The first 15 characters of the id of the org that a secret is of, where it says so. */
export const orgIdBefore = (secret: string): string | undefined =>
  PREFIX.exec(secret.trim())?.[0].slice(0, ORG_ID_LENGTH);

const ORG_ID_LENGTH = 15;

/** Longer than any token; each character costs memory. */
const LONGEST = 4_096;

/**
 * Everything that a secret is looked for as, beside what `decodings` undoes: as it is, as numbers of its characters, and
 * in base64, of UTF-16 too, where it looks different with each place at which it may stand. None for a secret that is too short.
 */
export const formsOf = (secret: string): Form[] => {
  const own = secret.trim().replace(PREFIX, '').slice(0, LONGEST);
  if (own.length < SHORTEST_PIECE) return [];
  const bytes = Buffer.from(own);
  const numbers = (radix: number, width = 0): string =>
    [...bytes].map((byte) => byte.toString(radix).padStart(width, '0')).join('');
  // Each byte with a zero behind it; with one before it, it is the same one byte further.
  const wide = Buffer.from(own, 'utf16le');
  return [
    form(own, SHORTEST_PIECE),
    // At least two digits each.
    ...[8, 10, 16].map((radix) => form(numbers(radix), 2 * SHORTEST_PIECE)),
    form(numbers(8, 3), 3 * SHORTEST_PIECE),
    form(numbers(10, 3), 3 * SHORTEST_PIECE),
    // With the zeros before or behind.
    form(`${numbers(16, 4)}00`, 4 * SHORTEST_PIECE - 2),
    // Of 12 bytes, whatever their place, 15 characters hold no bit of others.
    ...[0, 1, 2].map((shift) => form(base64At(bytes, shift), 15)),
    ...[0, 1, 2].map((shift) => form(base64At(wide, shift), 30)),
  ];
};

/** Only the characters that hold no bit of what stands before or behind. */
const base64At = (bytes: Buffer, shift: number): string =>
  Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));

const form = (text: string, least: number): Form => {
  const places = [...Array(text.length).keys()].filter((at) => codeAt(text, at) < CODES);
  return {
    codes: Uint8Array.from(places, (at) => codeAt(text, at)),
    covered: (from, to) => (places[to] ?? text.length) - (from === 0 ? 0 : (places[from - 1] ?? 0) + 1),
    least,
  };
};

const codeAt = (text: string, at: number): number => CODE_OF[text.charCodeAt(at)] ?? CODES;
