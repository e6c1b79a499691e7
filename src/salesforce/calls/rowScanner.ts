import { parseXml } from '../../xml/parseXml.ts';
import type { XmlElement } from '../../xml/xmlElement.ts';

/**
 * Takes the rows (`result` elements) out of a SOAP answer while it arrives, so that a listing of 100 MB never exists as
 * one text or one tree. What stands around them is kept as bytes.
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

/** Rows are parsed when so many bytes of them are there. */
const PIECE = 1_000_000;

/** Throws an `XmlError` where rows are not well-formed. */
export const createRowScanner = (onRow: (row: XmlElement) => void): RowScanner => {
  const before: Buffer[] = [];
  let isBefore = true;
  let pending: Uint8Array[] = [];
  let length = 0;
  let kept = 0;

  const parseRows = (): void => {
    let seen = Buffer.concat(pending);
    if (isBefore) {
      const first = openingIn(seen);
      if (first !== -1) {
        isBefore = false;
        before.push(seen.subarray(0, first));
        kept += first;
        seen = seen.subarray(first);
      }
    }
    const last = isBefore ? -1 : seen.lastIndexOf(CLOSING);
    if (last !== -1) {
      const end = last + CLOSING.length;
      const rows = Buffer.concat([Buffer.from('<rows>'), seen.subarray(0, end), Buffer.from('</rows>')]);
      for (const row of parseXml(rows).children) onRow(row);
      // A copy, or the whole piece would stay in memory.
      seen = Buffer.from(seen.subarray(end));
    }
    pending = [seen];
    length = 0;
  };

  return {
    push: (chunk) => {
      pending.push(chunk);
      length += chunk.length;
      if (length >= PIECE) parseRows();
    },
    end: () => {
      parseRows();
      return Buffer.concat([...before, ...pending]);
    },
    kept: () => kept + pending.reduce((sum, chunk) => sum + chunk.length, 0),
  };
};

const openingIn = (bytes: Buffer): number => {
  const at = bytes.indexOf(OPENING);
  // The tag's name may be cut, or a longer one.
  const next = at === -1 ? undefined : bytes[at + OPENING.length];
  return next === GREATER || next === SPACE ? at : -1;
};

const [GREATER, SPACE] = [0x3e, 0x20];
