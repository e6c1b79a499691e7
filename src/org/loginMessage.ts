import { messageText } from '../messageText.ts';

export const loginMessage = messageText('login');
