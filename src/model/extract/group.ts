import type { ComponentReader } from './componentReader.ts';
import { flag, reading } from './readAttributes.ts';

export const group: ComponentReader = { attributes: reading({ doesIncludeBosses: flag('doesIncludeBosses') }) };
