import { hideSentInBytes } from '../../secrets/liveSecrets.ts';
import { parseXml } from '../../xml/parseXml.ts';
import type { XmlElement } from '../../xml/xmlElement.ts';

/**
 * Takes the rows (`result` elements) out of a SOAP answer while it arrives, so that a listing of 80 MB never exists as one
 * text or one tree. What stands around them is kept as bytes.
 */
export type RowScanner = {
  push(chunk: Uint8Array): void;
  /** The answer without its rows. */
  end(): Buffer;
  /** Bytes that are kept so far: of an answer without rows, all of it. */
  readonly kept: () => number;
};

const OPENING = '<result';
const CLOSING = '</result>';
const ROOT = Buffer.from('<rows>');
const ROOT_END = Buffer.from('</rows>');

/** Rows are parsed when so many bytes of them are there. */
const PIECE = 500_000;

/** Throws an `XmlError` where rows are not well-formed. With `isRaw` the rows may hold what the org was sent. */
export const createRowScanner = (
  onRow: (row: XmlElement) => void,
  { isRaw = false }: { readonly isRaw?: boolean } = {}
): RowScanner => {
  let before: Buffer | undefined;
  /** Used again and again, behind the beginning of a root: what is allocated anew is slow to be given back. */
  let piece = Buffer.alloc(2 * PIECE);
  let end = ROOT.copy(piece);
  let parseAt = PIECE;

  const parseRows = (): void => {
    if (before === undefined) {
      const first = openingIn(piece.subarray(0, end));
      if (first === -1) {
        // No use in looking at the same again and again.
        parseAt = end * 2;
        return;
      }
      before = Buffer.from(piece.subarray(ROOT.length, first));
      piece.copyWithin(ROOT.length, first, end);
      end -= first - ROOT.length;
    }
    const last = piece.subarray(0, end).lastIndexOf(CLOSING);
    if (last !== -1) {
      const rowsEnd = last + CLOSING.length;
      const rest = Buffer.from(piece.subarray(rowsEnd, end));
      reserve(rowsEnd + ROOT_END.length);
      ROOT_END.copy(piece, rowsEnd);
      const rows = piece.subarray(0, rowsEnd + ROOT_END.length);
      for (const row of parseXml(isRaw ? rows : hideSentInBytes(rows)).children) onRow(row);
      end = ROOT.length + rest.copy(piece, ROOT.length);
    }
    parseAt = end + PIECE;
  };

  const reserve = (length: number): void => {
    if (length <= piece.length) return;
    const larger = Buffer.alloc(2 * length);
    piece.copy(larger);
    piece = larger;
  };

  return {
    push: (chunk) => {
      reserve(end + chunk.length);
      piece.set(chunk, end);
      end += chunk.length;
      if (end >= parseAt) parseRows();
    },
    end: () => {
      parseRows();
      return Buffer.concat([before ?? Buffer.alloc(0), piece.subarray(ROOT.length, end)]);
    },
    kept: () => (before?.length ?? 0) + end,
  };
};

const openingIn = (bytes: Buffer): number => {
  const at = bytes.indexOf(OPENING);
  // The tag's name may be cut, or a longer one.
  const next = at === -1 ? undefined : bytes[at + OPENING.length];
  return next === GREATER || next === SPACE ? at : -1;
};

const [GREATER, SPACE] = [0x3e, 0x20];
