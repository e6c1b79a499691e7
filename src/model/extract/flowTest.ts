import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, flag, reading, text } from './readAttributes.ts';

export const flowTest: ComponentReader = {
  attributes: reading({
    flow: text('flowApiName'),
    testType: text('testType'),
    testPoints: count('testPoints'),
    assertions: count('testPoints.assertions'),
    doesCommitChanges: flag('doesCommitChanges'),
    doesSkipStartConditions: flag('doesSkipStartConditions'),
    runTestAsUser: text('runTestAsUser'),
  }),
  mentions: mentionsBy([{ path: 'flowApiName', kind: 'calls', type: 'Flow' }]),
};
