import { Messages } from '@salesforce/core/messages';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { Compacted } from '../../store/records.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.backend.prune');

/** Said before the file of a large store is written anew. */
export const compactingTakesLong = (): string => messages.getMessage('takesLong');

/** Says that bytes of what was removed may still be in the store's file, why, and how to take them away. */
export const warnOfBytes = (screen: Pick<SfCommand<unknown>, 'warn'>, compacted: Compacted | undefined): void => {
  if (compacted?.problem !== undefined) screen.warn(messages.getMessage(`bytesMayStay.${REASON[compacted.problem]}`));
};

const REASON = { 'in use': 'inUse', 'disk full': 'diskFull', failed: 'failed' } as const;
