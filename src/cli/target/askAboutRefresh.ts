import { SfError } from '@salesforce/core/sfError';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import { viewMessage } from '../../messages.ts';

const PROMPT_LIMIT_MS = 120_000;

/**
 * Does the work, and once more when it found a sandbox refreshed and a person agrees, where one can be asked. `accept` is
 * what the flag says already.
 */
export const askAboutRefresh = async <T>(
  screen: Pick<SfCommand<unknown>, 'confirm' | 'jsonEnabled'>,
  accept: boolean,
  work: (accept: boolean) => Promise<T>
): Promise<T> => {
  try {
    return await work(accept);
  } catch (error) {
    if (!(error instanceof SfError) || error.name !== 'SandboxRefreshedError' || accept) throw error;
    if (screen.jsonEnabled() || !process.stdin.isTTY || !process.stdout.isTTY) throw error;
    const message = viewMessage('acceptRefresh', [error.message]);
    if (!(await screen.confirm({ message, ms: PROMPT_LIMIT_MS }))) throw error;
    return work(true);
  }
};
