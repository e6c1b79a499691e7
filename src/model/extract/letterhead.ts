import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, reading } from './readAttributes.ts';

export const letterhead: ComponentReader = {
  attributes: reading({ available: flag('available') }),
  mentions: mentionsBy([
    { path: 'header.logo', kind: 'displays', type: 'Document' },
    { path: 'footer.logo', kind: 'displays', type: 'Document' },
  ]),
};
