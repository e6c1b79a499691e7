/**
 * How a text becomes what is looked for: letters, marks and digits in lower case. Both sides of a search go through here,
 * what is stored and what is asked.
 */

/** One form of a text: case and composition of accents don't count, nor how Greek ends a word. */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : text.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');

/** Where no space parts words, each character may begin one: this many are kept behind it. */
const UNSPACED_LENGTH = 8;

/** More than a name of 80 characters, the longest in Salesforce, has as a rule. */
const PARTS = 32;

/**
 * Tokens of a text, each once, in their order. `AccountTriggerHandler` gives itself, `triggerhandler` and `handler`: a
 * word may begin where a person sees one begin. Where words are not parted by spaces (Chinese, Japanese, Thai, Lao, Khmer,
 * Burmese), one may begin at each character, and tokens are cut at 8 characters.
 */
export const addTokens = (text: string, add: (token: string) => void): void => {
  if (isAscii(text)) return addAscii(text, add);
  for (const chunk of text.normalize('NFC').match(WORDS) ?? []) {
    for (const run of chunk.match(RUNS) ?? []) {
      if (UNSPACED.test(run)) addSuffixes(run, add);
      else addParts(run, add);
    }
  }
};

/** Tokens of one word of a query, which is folded. Each is to be the beginning of one of a component's. */
export const queryTokens = (word: string): string[] =>
  (word.match(WORDS) ?? [])
    .flatMap((chunk) => chunk.match(RUNS) ?? [])
    .map((run) => (UNSPACED.test(run) ? [...run].slice(0, UNSPACED_LENGTH).join('') : run));

const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text);

const BEYOND_ASCII = /[^\0-\u007f]/;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

const UNSPACED_SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');
const UNSPACED = new RegExp(`^[${UNSPACED_SCRIPTS}]`, 'u');
const RUNS = new RegExp(`[${UNSPACED_SCRIPTS}]+|[^${UNSPACED_SCRIPTS}]+`, 'gu');

/** The last character before another part begins: a capital, the last one of several, a digit or what is none. */
const ENDS = /\p{Ll}\p{M}*(?=\p{Lu})|\p{Lu}\p{M}*(?=\p{Lu}\p{M}*\p{Ll})|\p{N}\p{M}*(?=\p{L})|\p{L}\p{M}*(?=\p{N})/gu;

const addParts = (chunk: string, add: (token: string) => void): void => {
  const whole = fold(chunk);
  add(whole);
  if (whole === chunk && !DIGIT.test(chunk)) return;
  let parts = 0;
  for (const { index, 0: end } of chunk.matchAll(ENDS)) {
    if (parts === PARTS) return;
    add(fold(chunk.slice(index + end.length)));
    parts += 1;
  }
};

/** The kinds of ASCII characters, by code; what is none of them parts words. */
const [LOWER, UPPER, NUMBER] = [1, 2, 3];
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCodePoint(code);
  if (/[a-z]/.test(character)) return LOWER;
  if (/[A-Z]/.test(character)) return UPPER;
  return /[0-9]/.test(character) ? NUMBER : 0;
});

/** The same as `addParts` for the words of a text. Nearly all texts are ASCII, and a first sync has a hundred thousand. */
const addAscii = (text: string, add: (token: string) => void): void => {
  const folded = text.toLowerCase();
  const parts: number[] = [];
  let start = -1;
  let before = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const kind = at === text.length ? 0 : (KINDS[text.charCodeAt(at)] ?? 0);
    if (kind === 0) {
      if (start >= 0) {
        add(folded.slice(start, at));
        for (const part of parts) add(folded.slice(part, at));
        parts.length = 0;
      }
      start = -1;
    } else if (start < 0) start = at;
    else if (kind !== before || kind === UPPER) {
      const begins =
        kind === UPPER && before === UPPER
          ? KINDS[text.charCodeAt(at + 1)] === LOWER
          : kind === NUMBER || before === NUMBER || kind === UPPER;
      if (begins && parts.length < PARTS) parts.push(at);
    }
    before = kind;
  }
};

const DIGIT = /\p{N}/u;

const addSuffixes = (run: string, add: (token: string) => void): void => {
  const characters = [...fold(run)];
  for (const at of characters.keys()) add(characters.slice(at, at + UNSPACED_LENGTH).join(''));
};
