import { actionTargets } from './actionTargets.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, flag, reading, text, texts } from './readAttributes.ts';

/** A topic of an agent. */
export const genAiPlugin: ComponentReader = {
  attributes: reading({
    pluginType: text('pluginType'),
    language: text('language'),
    scope: text('scope'),
    canEscalate: flag('canEscalate'),
    functions: texts('genAiFunctions.functionName'),
    localActions: count('localActions'),
    instructions: count('genAiPluginInstructions'),
    utterances: count('aiPluginUtterances'),
  }),
  mentions: mentionsBy([
    { path: 'genAiFunctions.functionName', kind: 'calls', type: 'GenAiFunction' },
    ...actionTargets('localActions'),
  ]),
};
