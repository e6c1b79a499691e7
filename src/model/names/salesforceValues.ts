const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * Widens a 15-character id to 18: each suffix character encodes which of five characters are capitals.
 * Undefined for what is no id, and for the empty ones that listings give standard objects (`000000000000000AAA`).
 */
export const widenId = (id: string | undefined): string | undefined => {
  if (!id || !/^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/.test(id) || /^0{15}/.test(id)) return undefined;
  const short = id.slice(0, 15);
  const suffix = [0, 5, 10].map((start) => {
    const bits = [...short.slice(start, start + 5)].reduce(
      (sum, character, index) => sum + (/[A-Z]/.test(character) ? 1 << index : 0),
      0
    );
    return ALPHABET[bits];
  });
  return short + suffix.join('');
};

/**
 * A point in time as ISO 8601 writes it, in UTC.
 *
 * @format date-time
 */
export type IsoTime = string;
