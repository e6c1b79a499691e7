import { textOf } from '../../../xml/xmlElement.ts';
import { flag, number, objects, reading, text, texts, type AttributeReader } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { criterionField, ownCustomField, objectOf, ownField } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';
import { criteria, workflowActionRules, workflowActions, principalRules } from '../../ruleParts.ts';

export const workflowRule: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    triggerType: text('triggerType'),
    ...criteria,
    actions: workflowActions('actions'),
    timeTriggers: objects('workflowTimeTriggers', {
      timeLength: number('timeLength'),
      unit: text('workflowTimeTriggerUnit'),
      offsetFromField: text('offsetFromField'),
      actions: workflowActions('actions'),
    }),
  }),
  mentions: mentionsBy([
    { path: 'criteriaItems.field', kind: 'filters', type: 'CustomField', name: criterionField },
    ...workflowActionRules('actions'),
    { path: 'workflowTimeTriggers.offsetFromField', kind: 'reads', type: 'CustomField', name: criterionField },
    ...workflowActionRules('workflowTimeTriggers.actions'),
  ]),
};

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

/** `targetObject` names the lookup field (`ParentId`, `Invoice__c`) to the record that is updated in place of its own. */
const updated: Naming = (field, place) => {
  const lookup = textOf(place.subject.element, 'targetObject');
  return lookup === undefined
    ? ownField(field, place)
    : `${objectOf(place.subject)}.${relationshipOf(lookup)}.${field}`;
};

const relationshipOf = (lookup: string): string => lookup.replace(/__c$/i, '__r').replace(/([^_])Id$/, '$1');

const lookedUp =
  (type: string, naming: Naming): Naming =>
  (name, place) =>
    textOf(place.parent, 'lookupValueType') === type ? naming(name, place) : undefined;

export const workflowFieldUpdate: ComponentReader = {
  attributes: reading({
    field: text('field'),
    targetObject: text('targetObject'),
    operation: text('operation'),
    formula: text('formula'),
    literalValue: text('literalValue'),
    lookupValue: text('lookupValue'),
    lookupValueType: text('lookupValueType'),
    notifyAssignee: flag('notifyAssignee'),
    reevaluateOnChange: flag('reevaluateOnChange'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([
    { path: 'field', kind: 'writes', type: 'CustomField', name: updated },
    { path: 'targetObject', kind: 'reads', type: 'CustomField', name: ownField },
    { path: 'lookupValue', kind: 'refers to', type: 'Queue', name: lookedUp('Queue', (name) => name) },
    {
      path: 'lookupValue',
      kind: 'refers to',
      type: 'RecordType',
      name: lookedUp('RecordType', (name, { subject }) =>
        textOf(subject.element, 'targetObject') === undefined ? `${objectOf(subject)}.${name}` : undefined
      ),
    },
  ]),
};

export const workflowTask: ComponentReader = {
  label: ({ element }) => textOf(element, 'subject'),
  attributes: reading({
    assignedTo: text('assignedTo'),
    assignedToType: text('assignedToType'),
    dueDateOffset: number('dueDateOffset'),
    offsetFromField: text('offsetFromField'),
    priority: text('priority'),
    status: text('status'),
    notifyAssignee: flag('notifyAssignee'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([
    { path: 'offsetFromField', kind: 'reads', type: 'CustomField', name: criterionField },
    ...principalRules('assignedTo', 'assignedToType'),
  ]),
};

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

export const workflowFlowAction: ComponentReader = {
  attributes: reading({
    flow: text('flow'),
    inputs: objects('flowInputs', { name: text('name'), value: text('value') }),
    language: text('language'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([{ path: 'flow', kind: 'calls', type: 'Flow' }]),
};

/** What workflows do with a record as a whole: send it, publish it as an article. */
export const workflowPublication: ComponentReader = {
  attributes: reading({ action: text('action'), language: text('language'), protected: flag('protected') }),
};
