import { Messages, type Tokens } from '@salesforce/core/messages';
import { withCommandTokens } from './model/names/commandTokens.ts';

export type MessageText = (key: string, tokens?: Tokens) => string;

/** The sentences of one file of `messages/`. */
export const messageText =
  (bundle: string): MessageText =>
  (key, tokens = []) => {
    Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
    const messages = Messages.loadMessages('sf-plugin-elements', bundle);
    return withCommandTokens(tokens, (marked) => messages.getMessage(key, marked));
  };

/** A sentence of `messages/check.md`. */
export const checkMessage = messageText('check');

/** A sentence of `messages/files.md`. */
export const fileMessage = messageText('files');

export const loginMessage = messageText('login');

/** A sentence of `messages/generate.md`. */
export const generateMessage = messageText('generate');

/** A sentence of `messages/policy.md`. */
export const policyMessage = messageText('policy');

/** A sentence of `messages/view.md`. */
export const viewMessage = messageText('view');
