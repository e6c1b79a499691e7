import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, objects, reading, text } from './readAttributes.ts';

export const workflowFlowAction: ComponentReader = {
  attributes: reading({
    flow: text('flow'),
    inputs: objects('flowInputs', { name: text('name'), value: text('value') }),
    language: text('language'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([{ path: 'flow', kind: 'calls', type: 'Flow' }]),
};
