import { belongsToObject } from './belongsToObject.ts';
import type { ComponentReader } from './componentReader.ts';

/** Containers that are named after an object and hold nothing but rules: the rules say the rest. */
export const rulesOfObject: ComponentReader = { mentions: belongsToObject };
