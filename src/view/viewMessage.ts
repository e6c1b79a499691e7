import { messageText } from '../messageText.ts';

/** A sentence of `messages/view.md`. */
export const viewMessage = messageText('view');
