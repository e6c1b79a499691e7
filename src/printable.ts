import { stripVTControlCharacters } from 'node:util';

/** Control characters, and the marks that turn the direction of what follows (a name could pose as another). */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

/** Text from an org as it may stand on a terminal: on one line, and without anything that moves or colours. */
export const printable = (text: string): string => stripVTControlCharacters(text).replaceAll(UNPRINTABLE, ' ').trim();
