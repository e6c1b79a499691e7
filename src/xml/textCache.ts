/** Texts that are kept, at most one in each place: a few megabytes. */
const PLACES = 1 << 16;
const MASK = PLACES - 1;
/** Formulas and descriptions are longer, and seldom the same. */
const LONGEST = 80;

const places: Array<string | undefined> = Array.from({ length: PLACES });

/**
 * The text of ASCII bytes between two offsets, as the very same string each time as long as it is kept. Metadata says the
 * same names again and again: made once, each of them takes memory once, and is compared and looked up at a glance.
 */
export const asciiText = (source: Buffer, start: number, end: number): string => {
  const length = end - start;
  if (length > LONGEST) return source.toString('latin1', start, end);
  let hash = length;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (source[at] ?? 0)) | 0;
  const place = (hash ^ (hash >>> 16)) & MASK;
  const kept = places[place];
  if (kept !== undefined && isText(kept, source, start, length)) return kept;
  return (places[place] = source.toString('latin1', start, end));
};

const isText = (text: string, source: Buffer, start: number, length: number): boolean => {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (text.charCodeAt(at) !== source[start + at]) return false;
  return true;
};
