import type { SfCommand } from '@salesforce/sf-plugins-core';

/** A command that can ask a person. */
export type Asking = Pick<SfCommand<unknown>, 'confirm' | 'jsonEnabled'>;

const PROMPT_LIMIT_MS = 120_000;

/** Whether somebody can answer: never with `--json`, or where input or output is no terminal. */
export const canAsk = (screen: Pick<Asking, 'jsonEnabled'>): boolean =>
  !screen.jsonEnabled() && process.stdin.isTTY && process.stdout.isTTY;

/** Asks for a yes; silence and everything else is a no. The message has no question mark: the sf CLI adds it. */
export const agrees = (screen: Pick<Asking, 'confirm'>, message: string): Promise<boolean> =>
  screen.confirm({ message, ms: PROMPT_LIMIT_MS, defaultAnswer: false });
