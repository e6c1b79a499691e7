import type { SubjectMention } from './reader.ts';

/** A text that is searched for mentions, and how it is named as their place. */
export type SourceText = {
  readonly text: string;
  readonly place: string;
  /** Line of an offset, counted from 1; absent for the text of an element, whose path says where it stands. */
  readonly lineAt?: (offset: number) => number;
};

/** A source file, or what `cutOut` leaves of it. */
export const sourceText = (text: string, place: string): SourceText => ({ text, place, lineAt: lineCounter(text) });

/** Where a mention at an offset of a text stands. */
export const placeAt = ({ place, lineAt }: SourceText, offset: number): Pick<SubjectMention, 'place' | 'line'> =>
  lineAt === undefined ? { place } : { place, line: lineAt(offset) };

/** Cuts out what matches, but for its line ends: what stands behind it stays in its line. */
export const cutOut = (text: string, pattern: RegExp): string =>
  text.replaceAll(pattern, (match) => match.replaceAll(/[^\n]+/g, ''));

/** Counts on from the last offset, because matches come in the order of the text. */
const lineCounter = (text: string): ((offset: number) => number) => {
  let lineStart = 0;
  let line = 1;
  return (offset) => {
    if (offset < lineStart) [lineStart, line] = [0, 1];
    for (let end = text.indexOf('\n', lineStart); end >= 0 && end < offset; end = text.indexOf('\n', lineStart)) {
      lineStart = end + 1;
      line += 1;
    }
    return line;
  };
};
