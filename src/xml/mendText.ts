import { isUtf8 } from 'node:buffer';
import { BAD_BYTE, decoded, decodedLeniently, isHalf } from './decode.ts';

/** A document whose characters were at fault, as the strict parser takes it. */
export type MendedText = {
  /** As many UTF-16 units as the document has, so that offsets stay what they are. */
  readonly text: string;
  /** Offset into the document's bytes of an offset into the text. */
  readonly offsetOf: (offset: number) => number;
  /** What a piece of the text says, without the stand-ins that let it pass. */
  readonly restore: (piece: string, from: 'text' | 'cdata') => string;
  /** What was forgiven, each kind once: `U+000B`, `a bare "&"`. */
  readonly kinds: readonly string[];
};

/** Stands for each character that can't stand in XML, as it does wherever Unicode text is repaired. */
const MARK = '\uFFFD';

/** All that XML 1.0 forbids: control characters, halves of pairs, U+FFFE and U+FFFF. */
const FORBIDDEN = /[\0-\x08\v\f\x0e-\x1f\p{Cs}\uFFFE\uFFFF]/gu;

const NUMBER = '#(?:x([\\da-fA-F]{1,16})|(\\d{1,16}));';

/** A bare `&`, one of an entity that XML does not define, or one of a number that may be no character. */
const AMPERSAND = new RegExp(`&(?!(?:amp|lt|gt|quot|apos);)(?:([A-Za-z]\\w{0,20};)|${NUMBER})?`, 'g');

/** Private characters, of which those that a document does not have can stand for what it may not have. */
const PRIVATE = Array.from({ length: 8 }, (_, index) => String.fromCharCode(0xe000 + index));

/**
 * Forgives a document the characters that XML forbids in texts and attributes; names and tags have to be right, and there
 * may be no DOCTYPE. Undefined where nothing of that kind is at fault: then what the strict parser said stands.
 */
export const mendText = (utf8: Buffer): MendedText | undefined => {
  const { text, offsetOf } = isUtf8(utf8) ? decoded(utf8) : decodedLeniently(utf8);
  const [ampersand, less, greater] = PRIVATE.filter((character) => !text.includes(character));
  if (ampersand === undefined || less === undefined || greater === undefined) return undefined;
  const kinds = new Set<string>();
  const forgive = (kind: string, replacement: string): string => {
    kinds.add(kind);
    return replacement;
  };
  const mendCharacters = (piece: string): string =>
    piece.replaceAll(FORBIDDEN, (character) => forgive(kindOf(character.charCodeAt(0)), MARK));
  const mendReferences = (piece: string): string =>
    piece.replaceAll(AMPERSAND, (found: string, entity?: string, hex?: string, decimal?: string) => {
      const code = codeOf(hex, decimal);
      if (isCharacter(code)) return found;
      const kind = entity ? `the entity "&${entity}"` : Number.isNaN(code) ? 'a bare "&"' : codeName(code);
      return forgive(kind, ampersand + found.slice(1));
    });
  const mendPiece = (kind: Kind, piece: string): string => {
    const mended = mendCharacters(piece);
    if (kind === 'verbatim') return mended;
    if (kind === 'text') return mendReferences(mended).replaceAll(']]>', () => forgive('"]]>"', `]]${greater}`));
    return mendReferences(mended).replaceAll('<', () => forgive('"<" in an attribute', less));
  };
  const mended = mendPieces(text, mendPiece);
  if (mended === undefined || kinds.size === 0) return undefined;
  const reference = new RegExp(ampersand + NUMBER, 'g');
  return {
    text: mended,
    offsetOf,
    kinds: [...kinds],
    restore: (piece, from) => {
      const read =
        from === 'text' ? piece.replaceAll(reference, (_, hex?: string, ten?: string) => unit(hex, ten)) : piece;
      return read.replaceAll(ampersand, '&').replaceAll(less, '<').replaceAll(greater, '>').toWellFormed();
    },
  };
};

/** Two references that are the halves of one character become it; Java programs write such. */
const unit = (hex: string | undefined, decimal: string | undefined): string => {
  const code = codeOf(hex, decimal);
  return isHalf(code) ? String.fromCharCode(code) : MARK;
};

const codeOf = (hex: string | undefined, decimal = 'none'): number =>
  hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);

const isCharacter = (code: number): boolean => code <= 0x10ffff && String.fromCodePoint(code).search(FORBIDDEN) < 0;

const codeName = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

const kindOf = (code: number): string =>
  code >= BAD_BYTE && code < BAD_BYTE + 0x100 ? 'bytes that are not UTF-8' : codeName(code);

type Kind = 'text' | 'value' | 'verbatim';

/**
 * The document with each run of characters as `mend` makes it, tags aside; undefined where it is no XML for another
 * reason. Most runs stay as they are, so nothing is made of them.
 */
const mendPieces = (text: string, mend: (kind: Kind, piece: string) => string): string | undefined => {
  const pieces: string[] = [];
  let done = 0;
  const take = (kind: Kind, from: number, to: number): void => {
    const piece = text.slice(from, to);
    const mended = mend(kind, piece);
    if (mended === piece) return;
    pieces.push(text.slice(done, from), mended);
    done = to;
  };
  let at = 0;
  for (let open = 0; open >= 0;) {
    open = text.indexOf('<', at);
    take('text', at, open < 0 ? text.length : open);
    if (open < 0) break;
    const closing = VERBATIM.find(([opening]) => text.startsWith(opening, open))?.[1];
    if (closing === undefined && text.startsWith('<!', open)) return undefined;
    const end = closing === undefined ? endOfTag(text, open, take) : text.indexOf(closing, open);
    if (end < 0) return undefined;
    if (closing !== undefined) take('verbatim', open, end);
    at = end + (closing?.length ?? 1);
  }
  return [...pieces, text.slice(done)].join('');
};

const VERBATIM = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Where a tag ends, -1 for one that has no end; takes the values in it. */
const endOfTag = (text: string, open: number, take: (kind: 'value', from: number, to: number) => void): number => {
  const special = /["'<>]/g;
  special.lastIndex = open + 1;
  for (let found = special.exec(text); found !== null; found = special.exec(text)) {
    if (found[0] === '<') return -1;
    if (found[0] === '>') return found.index;
    const value = found.index + 1;
    const end = text.indexOf(found[0], value);
    if (end < 0) return -1;
    take('value', value, end);
    special.lastIndex = end + 1;
  }
  return -1;
};
