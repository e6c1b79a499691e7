/** What ends a program that still lives to see it: Ctrl-C, a polite kill, the terminal closed. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has `end` called instead of everybody else's listeners when the program is told to end: the sf CLI's own one throws at
 * once, which would end in a stack trace before anything can be put right. A second signal ends the program as it is.
 * Returns what puts the others' listeners back.
 */
export const onEnding = (end: () => void): (() => void) => {
  const others = ENDINGS.map((signal) => [signal, process.listeners(signal)] as const);
  for (const [signal] of others) {
    process.removeAllListeners(signal);
    process.once(signal, end);
  }
  return () => {
    for (const [signal, listeners] of others) {
      process.off(signal, end);
      for (const listener of listeners) process.on(signal, listener);
    }
  };
};
