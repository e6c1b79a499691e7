import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the part of the heap small in which V8 makes new objects, for the rest of the process. By itself that part doubles
 * with every wave of them, up to 48 MB and more that are never given back, though nearly all that a sync makes is done with
 * at once. More frequent collections of a small part cost about a twentieth of the CPU; a first sync of a small org takes
 * some 100 MB less (`npm run bench:wait`).
 */
export const keepHeapSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');
