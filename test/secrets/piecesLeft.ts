import { echoForms } from '../../standin/echo.ts';

/** As many characters in a row open nothing, but show what would. */
export const PIECE = 12;

/** What is left of a text when all is taken out that may stand between the characters of a secret. */
const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '');

/** Of a piece in base64 at each place where it may stand, the characters that hold nothing else. */
const inBase64 = (piece: string): string[] =>
  [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + piece)
      .toString('base64')
      .slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + piece.length) * 8) / 6))
  );

const { halves: _joined, ...byCharacter } = echoForms;

const written = (piece: string): string[] => [
  ...Object.values(byCharacter)
    .map((write) => write(piece))
    .filter((text) => !text.includes('=')),
  ...inBase64(piece),
];

/** Written once for each secret: tests ask after the same ones again and again. */
const known = new Map<string, ReadonlyArray<readonly [piece: string, written: readonly string[]]>>();

const piecesOf = (own: string): ReadonlyArray<readonly [piece: string, written: readonly string[]]> =>
  [...Array(Math.max(0, own.length - PIECE + 1)).keys()]
    .map((at) => own.slice(at, at + PIECE))
    .map((piece) => [piece, [...new Set(written(piece).map(letters))]]);

/** The pieces of 12 characters of a secret that can be read out of a text in one of the forms. */
export const piecesLeft = (text: string, secret: string): string[] => {
  const own = secret.replace(/^00D\w{12,15}!/, '');
  const pieces = known.get(own) ?? piecesOf(own);
  known.set(own, pieces);
  const shown = letters(text);
  return pieces.flatMap(([piece, forms]) => (forms.some((form) => shown.includes(form)) ? [piece] : []));
};
