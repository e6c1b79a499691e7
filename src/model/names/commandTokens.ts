import { shellWord } from './shellWord.ts';

/** Private characters that no text of ours holds; they mark where a token begins and ends. */
const [BEGIN, END] = ['\uE000', '\uE001'];

const MARKS = new RegExp(`[${BEGIN}${END}]`, 'g');
const TOKEN = new RegExp(`${BEGIN}([^${END}]*)${END}`, 'g');

/** A command between quotes, with tokens in it: `"sf elements sync --target-org %s"`. */
const COMMAND = new RegExp(`"sf [^"${BEGIN}]*(?:${BEGIN}[^${END}]*${END}[^"${BEGIN}]*)+"`, 'g');

/**
 * A sentence with its tokens, of which each that stands in a command is one word of a shell: who copies the command runs it
 * as it is meant, whatever somebody called an org or a file. Tokens that are options already are left.
 */
export const withCommandTokens = <Token>(
  tokens: readonly Token[],
  format: (tokens: Array<Token | string>) => string
): string => {
  const marked = tokens.map((token) =>
    typeof token === 'string' ? `${BEGIN}${token.replaceAll(MARKS, '')}${END}` : token
  );
  return format(marked)
    .replaceAll(COMMAND, (command) =>
      command.replaceAll(TOKEN, (_, token: string) => (token.startsWith('--') ? token : shellWord(token)))
    )
    .replaceAll(MARKS, '');
};
