import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, reading, text } from './readAttributes.ts';

export const role: ComponentReader = {
  attributes: reading({
    parentRole: text('parentRole'),
    caseAccessLevel: text('caseAccessLevel'),
    contactAccessLevel: text('contactAccessLevel'),
    opportunityAccessLevel: text('opportunityAccessLevel'),
    mayForecastManagerShare: flag('mayForecastManagerShare'),
  }),
  mentions: mentionsBy([{ path: 'parentRole', kind: 'belongs to', type: 'Role' }]),
};
