import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { sibling } from './namesInObject.ts';
import { flag, reading, text } from './readAttributes.ts';

export const recordType: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    businessProcess: text('businessProcess'),
    compactLayout: text('compactLayoutAssignment'),
  }),
  mentions: mentionsBy([
    { path: 'businessProcess', kind: 'refers to', type: 'BusinessProcess', name: sibling },
    {
      path: 'compactLayoutAssignment',
      kind: 'displays',
      type: 'CompactLayout',
      name: (name, place) => (name === 'SYSTEM' ? undefined : sibling(name, place)),
    },
  ]),
};
