import { messageText } from '../messageText.ts';

/** A sentence of `messages/generate.md`. */
export const generateMessage = messageText('generate');
