import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownCustomField } from './namesInObject.ts';
import { principalRules } from './principalRules.ts';
import { flag, objects, reading, text, texts } from './readAttributes.ts';

export const workflowAlert: ComponentReader = {
  attributes: reading({
    template: text('template'),
    recipients: objects('recipients', { type: text('type'), name: text('recipient'), field: text('field') }),
    ccEmails: texts('ccEmails'),
    senderType: text('senderType'),
    senderAddress: text('senderAddress'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([
    { path: 'template', kind: 'refers to', type: 'EmailTemplate' },
    { path: 'recipients.field', kind: 'reads', type: 'CustomField', name: ownCustomField },
    ...principalRules('recipients.recipient', 'type'),
  ]),
};
