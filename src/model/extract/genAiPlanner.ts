import type { ComponentReader } from './componentReader.ts';
import { actionTargets } from './actionTargets.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, reading, text, texts } from './readAttributes.ts';

/** Planners and planner bundles, which hold topics and actions of their own besides those of the org. */
export const genAiPlanner: ComponentReader = {
  attributes: reading({
    plannerType: text('plannerType'),
    capabilities: text('capabilities'),
    plugins: texts('genAiPlugins.genAiPluginName'),
    functions: texts('genAiFunctions.genAiFunctionName'),
    localTopics: count('localTopics'),
    localActions: count('localTopics.localActions'),
    plannerActions: count('plannerActions'),
    surfaces: texts('plannerSurfaces.surfaceType'),
  }),
  mentions: mentionsBy([
    { path: 'genAiPlugins.genAiPluginName', kind: 'calls', type: 'GenAiPlugin' },
    { path: 'genAiFunctions.genAiFunctionName', kind: 'calls', type: 'GenAiFunction' },
    ...actionTargets('localTopics.localActions'),
    ...actionTargets('plannerActions'),
  ]),
};
