import { Messages, type Tokens } from '@salesforce/core/messages';

export type MessageText = (key: string, tokens?: Tokens) => string;

/** The sentences of one file of `messages/`. */
export const messageText =
  (bundle: string): MessageText =>
  (key, tokens = []) => {
    Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
    return Messages.loadMessages('sf-plugin-elements', bundle).getMessage(key, tokens);
  };
