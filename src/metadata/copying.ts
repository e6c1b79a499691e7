import { isAscii } from 'node:buffer';

/**
 * Makes strings of their own of pieces of a text, where V8's slices would keep the whole text in memory. Where each byte
 * is a character they are read from the bytes, three times as fast.
 */
export const copying = (text: string, utf8?: Buffer): ((start: number, end: number) => string) =>
  utf8 !== undefined && isAscii(utf8)
    ? (start, end) => utf8.toString('latin1', start, end)
    : (start, end) => Buffer.from(text.slice(start, end)).toString();
