import { messageText } from '../messageText.ts';

/** A sentence of `messages/policy.md`. */
export const policyMessage = messageText('policy');
