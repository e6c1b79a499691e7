import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, reading, text } from './readAttributes.ts';

export const webLink: ComponentReader = {
  attributes: reading({
    linkType: text('linkType'),
    displayType: text('displayType'),
    openType: text('openType'),
    availability: text('availability'),
    protected: flag('protected'),
    requireRowSelection: flag('requireRowSelection'),
    page: text('page'),
    url: text('url'),
    width: number('width'),
    height: number('height'),
  }),
  mentions: mentionsBy([{ path: 'page', kind: 'refers to', type: 'ApexPage' }]),
};
