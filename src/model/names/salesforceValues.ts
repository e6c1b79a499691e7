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

/** Whether a text is the id of an org, of 15 or 18 characters. */
export const isOrgId = (text: string): boolean => /^00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/.test(text);

/**
 * A point in time as ISO 8601 writes it, in UTC.
 *
 * @format date-time
 */
export type IsoTime = string;
