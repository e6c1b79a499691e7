/** From where to before where of a text. */
export type Range = readonly [start: number, end: number];

/** A text, and from where to where of the original each of its characters comes; without places it is the original. */
export type Decoded = {
  readonly text: string;
  readonly places?: { readonly starts: Int32Array; readonly ends: Int32Array };
};

/** Letters and digits of another shape: of full width, in circles, of formulas. */
const SHAPED = '[\\uff10-\\uff5a\\u24b6-\\u24e9\\u{1d400}-\\u{1d7ff}]';

const ESCAPE = new RegExp(
  [
    '%(?:u(?<wide>[0-9a-f]{4})|(?<percent>[0-9a-f]{2}))',
    '&#x0*(?<hex>[0-9a-f]{1,6});?',
    '&#0*(?<decimal>\\d{1,7});?',
    '&(?<entity>[a-z][a-z0-9]{1,30});',
    '\\\\(?:u\\{0*(?<point>[0-9a-f]{1,6})\\}|u(?<unit>[0-9a-f]{4})|x(?<byte>[0-9a-f]{2})|(?<octal>[0-3]?[0-7]{2})|[abfnrtv])',
    'u\\+(?<plus>[0-9a-f]{4})',
    '0x(?<number>[0-9a-f]{2})',
    // Colours and moves of a terminal; what begins another escape is none of it.
    '\\u001b\\[(?:(?!0x[0-9a-f]{2})[\\d;?])*(?!u\\+[0-9a-f]{4})[a-z]',
    `(?<shaped>${SHAPED})`,
  ].join('|'),
  'giu'
);

/** What every escape begins with; the first half of a formula's letter is always the same. */
const START = /[%&\\\u001b\uff10-\uff5a\u24b6-\u24e9\ud835]|0[xX]|[uU]\+/;

/** What begins another escape; every other named entity is no letter and no digit. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', percnt: '%', bsol: '\\', num: '#', semi: ';' };

/**
 * The text with its escapes undone, of the web, of JSON and of programming languages; undefined where there are none. Only
 * once: what stands there now may be escaped again.
 */
export const undone = ({ text, places }: Decoded): Decoded | undefined => {
  if (!START.test(text)) return undefined;
  const escapes = [...text.matchAll(ESCAPE)];
  if (escapes.length === 0) return undefined;
  const pieces: string[] = [];
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  let [length, done] = [0, 0];
  const add = (piece: string, place: (at: number) => Range): void => {
    pieces.push(piece);
    for (let at = 0; at < piece.length; at += 1) {
      const [start, end] = place(at);
      starts[length] = places?.starts[start] ?? start;
      ends[length] = places?.ends[end - 1] ?? end;
      length += 1;
    }
  };
  const addPlain = (start: number, end: number): void =>
    add(text.slice(start, end), (at) => [start + at, start + at + 1]);
  for (const { 0: escape, index, groups = {} } of escapes) {
    addPlain(done, index);
    done = index + escape.length;
    add(meaningOf(groups), () => [index, done]);
  }
  addPlain(done, text.length);
  return { text: pieces.join(''), places: { starts: starts.slice(0, length), ends: ends.slice(0, length) } };
};

const meaningOf = (groups: { readonly [name: string]: string | undefined }): string => {
  const { percent, hex, decimal, entity, point, unit, byte, number, shaped, wide, plus, octal } = groups;
  if (shaped !== undefined) return shaped.normalize('NFKC');
  if (entity !== undefined) return ENTITIES[entity.toLowerCase()] ?? '';
  if (decimal !== undefined) return characterOf(Number(decimal));
  if (octal !== undefined) return characterOf(Number.parseInt(octal, 8));
  const digits = percent ?? wide ?? hex ?? point ?? unit ?? plus ?? byte ?? number;
  return digits === undefined ? '' : characterOf(Number.parseInt(digits, 16));
};

const characterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');
