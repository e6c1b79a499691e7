/**
 * Words (with `@` where it is an annotation) and punctuation of Apex source, one by one and lazily. White space, comments
 * and string literals are passed over; an unterminated one ends with the line or the text.
 */
export const apexTokens = function* (source: string): Generator<string> {
  const token = /(\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*'?)|@?\w+|[^]/y;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    if (match[1] === undefined) yield match[0];
  }
};
