import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, reading, text, texts } from './readAttributes.ts';

export const bot: ComponentReader = {
  attributes: reading({
    type: text('type'),
    agentType: text('agentType'),
    agentTemplate: text('agentTemplate'),
    botSource: text('botSource'),
    botUser: text('botUser'),
    versions: texts('botVersions.fullName'),
    logPrivateConversationData: flag('logPrivateConversationData'),
    richContentEnabled: flag('richContentEnabled'),
    sessionTimeout: number('sessionTimeout'),
  }),
  mentions: mentionsBy([
    { path: 'contextVariables.SObjectType', kind: 'refers to', type: 'CustomObject' },
    { path: 'defaultOutboundFlow', kind: 'calls', type: 'Flow' },
  ]),
};
