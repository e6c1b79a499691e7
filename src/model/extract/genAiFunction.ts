import { actionTargets } from './actionTargets.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, flag, reading, text } from './readAttributes.ts';

/** An action of an agent. */
export const genAiFunction: ComponentReader = {
  attributes: reading({
    invocationTarget: text('invocationTarget'),
    invocationTargetType: text('invocationTargetType'),
    isConfirmationRequired: flag('isConfirmationRequired'),
    isIncludeInProgressIndicator: flag('isIncludeInProgressIndicator'),
    mappingAttributes: count('mappingAttributes'),
  }),
  mentions: mentionsBy(actionTargets('')),
};
