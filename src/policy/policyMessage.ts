import { Messages, type Tokens } from '@salesforce/core/messages';

/** A sentence of `messages/policy.md`. */
export const policyMessage = (key: string, tokens: Tokens = []): string => {
  Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
  return Messages.loadMessages('sf-plugin-elements', 'policy').getMessage(key, tokens);
};
