import { messageText } from '../messageText.ts';

/** A sentence of `messages/check.md`. */
export const checkMessage = messageText('check');
