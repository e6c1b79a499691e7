import { isUtf8 } from 'node:buffer';

type Decoded = { readonly text: string; readonly offsetOf: (offset: number) => number };

/** The text of UTF-8, and the way back into its bytes. */
export const decoded = (utf8: Buffer): Decoded => {
  const text = utf8.toString('utf8');
  if (text.length === utf8.length) return { text, offsetOf: (offset) => offset };
  const offsets = new Int32Array(text.length + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    offsets[at] = bytes;
    const code = text.charCodeAt(at);
    // Two bytes for each half of a pair of surrogates.
    bytes += code < 0x80 ? 1 : code < 0x800 || isHalf(code) ? 2 : 3;
  }
  offsets[text.length] = bytes;
  return { text, offsetOf: (offset) => offsets[offset] ?? bytes };
};

/** With the byte added, the half of a pair that a byte becomes which is no UTF-8: XML forbids it, so it is found like the rest. */
export const BAD_BYTE = 0xdc00;

/** The same of bytes of which some are no UTF-8. */
export const decodedLeniently = (utf8: Buffer): Decoded => {
  const offsets = new Int32Array(utf8.length + 1);
  const units = Buffer.alloc(utf8.length * 2);
  let length = 0;
  const put = (code: number, at: number): void => {
    offsets[length] = at;
    length = units.writeUInt16LE(code, length * 2) / 2;
  };
  for (let at = 0; at < utf8.length;) {
    const size = sizeOf(utf8[at] ?? 0);
    const character = utf8.subarray(at, at + size);
    if (character.length < size || !isUtf8(character)) {
      put(BAD_BYTE + (utf8[at] ?? 0), at);
      at += 1;
      continue;
    }
    for (const half of size === 1 ? [utf8[at] ?? 0] : halvesOf(character.toString('utf8'))) put(half, at);
    at += size;
  }
  offsets[length] = utf8.length;
  return { text: units.toString('utf16le', 0, length * 2), offsetOf: (offset) => offsets[offset] ?? utf8.length };
};

/** Of a character by its first byte; whether the others belong to it is another question. */
const sizeOf = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

const halvesOf = (character: string): number[] => character.split('').map((half) => half.charCodeAt(0));

/** Whether it is the half of a pair of surrogates. */
export const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
