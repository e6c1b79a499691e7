const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));

/** One list for all tests: what must not come raw out of any command, by what it is. */
export const UNSEEN: Readonly<Record<string, readonly string[]>> = {
  'C0 control': ['\0', '\u0007', '\b', '\v', '\f', '\u001f'],
  'DEL and C1 control': range(0x7f, 0x9f),
  'end of a line or paragraph': ['\u2028', '\u2029'],
  'turn of direction': ['\u061c', '\u200e', '\u200f', ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)],
  'zero width': ['\u200b', '\u200c', '\u200d', '\u2060', '\u2061', '\u2064', '\ufeff', '\u034f', '\u180e'],
  'soft hyphen': ['\u00ad'],
  filler: ['\u115f', '\u1160', '\u3164', '\uffa0'],
  'variation selector': ['\ufe00', '\ufe0f', '\u{e0100}', '\u{e01ef}'],
  'mark of an annotation': ['\ufff9', '\ufffa', '\ufffb'],
  tag: ['\u{e0001}', '\u{e0020}', '\u{e0041}', '\u{e007f}'],
  'half of a pair': ['\ud800', '\udfff'],
  'no character': ['\ufdd0', '\ufffe', '\uffff', '\u{1fffe}'],
};

/** All of it in one text, each between letters, so that nothing is lost by trimming. */
export const ALL_UNSEEN = Object.values(UNSEEN)
  .flat()
  .map((character) => `a${character}`)
  .join('');

/** One of each kind, without NUL: for names of files, which have to be short. */
export const NAME_UNSEEN = Object.values(UNSEEN)
  .map((characters) => `a${characters.at(1) ?? characters[0] ?? ''}`)
  .join('')
  .toWellFormed();

/** What of it stands raw in an output; ends of lines, tabs and colours are the output's own. */
export const rawIn = (output: string): string[] => {
  const own = output.replaceAll(/\u001b\[[\d;?]*[A-Za-z]/g, '');
  const unseen = new Set(Object.values(UNSEEN).flat());
  return [...new Set(own)].filter((character) => unseen.has(character)).map((character) => escape(character));
};

const escape = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16)}`;
