import type { SfError } from '@salesforce/core/sfError';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import { viewMessage } from '../../messages.ts';

const PROMPT_LIMIT_MS = 120_000;

/**
 * Does the work, and once more when it found a sandbox refreshed and a person agrees, where one can be asked. `accept` is
 * what the flag says already.
 */
export const askAboutRefresh = async <Outcome extends { readonly error?: SfError | undefined }>(
  screen: Pick<SfCommand<unknown>, 'confirm' | 'jsonEnabled'>,
  accept: boolean,
  work: (accept: boolean) => Promise<Outcome>
): Promise<Outcome> => {
  const outcome = await work(accept);
  const { error } = outcome;
  if (error?.name !== 'SandboxRefreshedError' || accept) return outcome;
  if (screen.jsonEnabled() || !process.stdin.isTTY || !process.stdout.isTTY) return outcome;
  const message = viewMessage('acceptRefresh', [error.message]);
  return (await screen.confirm({ message, ms: PROMPT_LIMIT_MS })) ? work(true) : outcome;
};
