import { hostname } from 'node:os';

/** Where an audit record comes from: the command and the machine. */
export const origin = (command: string): string => `${command} on ${hostname()}`;
