import type { SfError } from '@salesforce/core/sfError';
import { viewMessage } from '../../messages.ts';
import { agrees, canAsk, type Asking } from '../output/asking.ts';

/**
 * Does the work, and once more when it found a sandbox refreshed and a person agrees, where one can be asked. `accept` is
 * what the flag says already.
 */
export const askAboutRefresh = async <Outcome extends { readonly error?: SfError | undefined }>(
  screen: Asking,
  accept: boolean,
  work: (accept: boolean) => Promise<Outcome>
): Promise<Outcome> => {
  const outcome = await work(accept);
  const { error } = outcome;
  if (error?.name !== 'SandboxRefreshedError' || accept) return outcome;
  if (!canAsk(screen)) return outcome;
  const message = viewMessage('acceptRefresh', [error.message]);
  return (await agrees(screen, message)) ? work(true) : outcome;
};
