import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { reading, texts } from './readAttributes.ts';

export const homePageLayout: ComponentReader = {
  attributes: reading({
    narrowComponents: texts('narrowComponents'),
    wideComponents: texts('wideComponents'),
  }),
  mentions: mentionsBy([
    { path: 'narrowComponents', kind: 'displays', type: 'HomePageComponent' },
    { path: 'wideComponents', kind: 'displays', type: 'HomePageComponent' },
  ]),
};
