/** One word of a command that a person is to copy: in quotes where a shell would take it apart. */
export const shellWord = (text: string): string =>
  /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
