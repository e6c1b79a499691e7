import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField } from './namesInObject.ts';
import { flag, number, reading, text, texts, type AttributeReader } from './readAttributes.ts';

/** The address alone: what stands in front of its host or behind its path may be a secret. */
const endpointUrl: AttributeReader = (element) =>
  textOf(element, 'endpointUrl')
    ?.replace(/[?#].*$/s, '')
    .replace(/^([a-z][\w+.-]*:\/\/)[^/@]*@/i, '$1');

export const workflowOutboundMessage: ComponentReader = {
  attributes: reading({
    endpointUrl,
    apiVersion: number('apiVersion'),
    fields: texts('fields'),
    includeSessionId: flag('includeSessionId'),
    integrationUser: text('integrationUser'),
    useDeadLetterQueue: flag('useDeadLetterQueue'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([{ path: 'fields', kind: 'reads', type: 'CustomField', name: ownField }]),
};
