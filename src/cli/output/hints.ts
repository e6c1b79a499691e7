/** Flags that another command must be given too, to mean the same org in the same store. */
export type CarriedFlag = {
  readonly name: 'target-org' | 'backend';
  readonly char?: string;
  readonly value: string;
};

/** Whether the sf CLI knows a command by that id, and whether it takes that flag. */
export type TakesFlag = (commandId: string, flag: CarriedFlag['name']) => boolean;

/** What stands between quotes and is a command of this plugin: `"sf elements sync --retry"`. */
const HINT = /"sf (elements [^"]*)"/g;

/**
 * The text with the flags that this command was given in each command that it names, where that one takes them and does not
 * name its own: who looked at another store than the usual one would be sent to the usual one.
 */
export const carryFlags = (text: string, flags: readonly CarriedFlag[], takes: TakesFlag): string =>
  flags.length === 0
    ? text
    : text.replace(HINT, (whole, hint: string) => {
        const words = hint.split(' ');
        const id = commandIn(words);
        const more = flags.filter(
          ({ name, char }) =>
            takes(id, name) &&
            !words.some((word) => [`--${name}`, `-${char ?? ''}`].includes(word)) &&
            !(name === 'target-org' && words.includes('--corporate'))
        );
        return more.length === 0
          ? whole
          : `"sf ${hint}${more.map(({ name, value }) => ` --${name} ${quoted(value)}`).join('')}"`;
      });

/** The words up to the first flag, value or setting. */
const commandIn = (words: readonly string[]): string => {
  const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
  return (end < 0 ? words : words.slice(0, end)).join(':');
};

const quoted = (value: string): string =>
  /^[\w@.:/+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
