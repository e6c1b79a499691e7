import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { reading, texts } from './readAttributes.ts';

export const apexTestSuite: ComponentReader = {
  attributes: reading({ testClasses: texts('testClassName') }),
  mentions: mentionsBy([{ path: 'testClassName', kind: 'calls', type: 'ApexClass' }]),
};
