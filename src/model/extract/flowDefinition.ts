import type { ComponentReader } from './componentReader.ts';
import { number, reading } from './readAttributes.ts';

export const flowDefinition: ComponentReader = {
  attributes: reading({ activeVersionNumber: number('activeVersionNumber') }),
  mentions: ({ fullName }) => [{ kind: 'belongs to', type: 'Flow', fullName, place: '' }],
};
