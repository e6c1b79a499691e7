import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, reading, text, texts } from './readAttributes.ts';

export const homePageComponent: ComponentReader = {
  attributes: reading({
    type: text('pageComponentType'),
    page: text('page'),
    links: texts('links'),
    width: text('width'),
    height: number('height'),
    showLabel: flag('showLabel'),
    showScrollbars: flag('showScrollbars'),
  }),
  mentions: mentionsBy([
    { path: 'page', kind: 'displays', type: 'ApexPage' },
    { path: 'links', kind: 'displays', type: 'CustomPageWebLink' },
  ]),
};
