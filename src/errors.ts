import { Messages, type Tokens } from '@salesforce/core/messages';
import type { SfError } from '@salesforce/core/sfError';

/** Keys of `messages/errors.md`; the error's name is the key in capitals with `Error` behind it, part of the contract. */
export type ErrorKey =
  | 'apiDisabled'
  | 'backendUnavailable'
  | 'backendVersion'
  | 'componentNotFound'
  | 'corporatePolicy'
  | 'deadline'
  | 'defaultOrgMissing'
  | 'internal'
  | 'invalidBackend'
  | 'invalidComponent'
  | 'manualSyncOnly'
  | 'missingPermission'
  | 'noOrgFound'
  | 'orgMismatch'
  | 'orgNotConnected'
  | 'orgUnreachable'
  | 'requestLimit'
  | 'retrieveFailed'
  | 'role'
  | 'sandboxRefreshed'
  | 'salesforce'
  | 'syncRunning'
  | 'tokenExpired'
  | 'tokenNotFound'
  | 'unsupportedEdition';

/** Exit codes of the contract. */
export const EXIT = { failed: 1, usage: 2, partial: 68, stillRunning: 69, refused: 77 } as const;

const EXIT_BY_KEY: Partial<Record<ErrorKey, number>> = {
  manualSyncOnly: EXIT.refused,
  corporatePolicy: EXIT.refused,
  role: EXIT.refused,
  invalidBackend: EXIT.usage,
  invalidComponent: EXIT.usage,
  defaultOrgMissing: EXIT.usage,
};

/**
 * One of our named errors, with the sentence and the actions of `messages/errors.md`.
 * `tokens` fill the sentence's placeholders; they must have passed `redact` where they come from outside.
 */
export const elementsError = (
  key: ErrorKey,
  tokens: Tokens = [],
  options: { cause?: Error; data?: Parameters<SfError['setData']>[0] } = {}
): SfError => {
  Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
  const messages = Messages.loadMessages('sf-plugin-elements', 'errors');
  const error = messages.createError(key, tokens, tokens, EXIT_BY_KEY[key] ?? EXIT.failed, options.cause);
  if (options.data !== undefined) error.setData(options.data);
  return error;
};
