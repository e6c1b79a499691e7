import { HIDDEN_TEXT } from '../hiddenText.ts';

/** Lines and characters of a source text, nothing of one that is hidden; a line end at the end starts no new line. */
export const sourceSize = (source: string): { readonly lines?: number; readonly length?: number } => {
  if (source === HIDDEN_TEXT) return {};
  let ends = 0;
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) ends++;
  return { lines: source === '' || source.endsWith('\n') ? ends : ends + 1, length: source.length };
};
