import type { ComponentReader } from './componentReader.ts';
import { number, reading } from './readAttributes.ts';

export const territory2Type: ComponentReader = { attributes: reading({ priority: number('priority') }) };
