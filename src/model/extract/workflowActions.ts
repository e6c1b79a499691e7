import { textOf } from '../xmlElement.ts';
import type { MentionRule } from './mentionRules.ts';
import { objectOf } from './namesInObject.ts';
import { objects, text, type AttributeReader } from './readAttributes.ts';
import type { Subject } from './componentReader.ts';

/** Component type by the `type` of an action reference. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['Alert', 'WorkflowAlert'],
  ['FieldUpdate', 'WorkflowFieldUpdate'],
  ['FlowAction', 'WorkflowFlowAction'],
  ['KnowledgePublish', 'WorkflowKnowledgePublish'],
  ['OutboundMessage', 'WorkflowOutboundMessage'],
  ['Send', 'WorkflowSend'],
  ['Task', 'WorkflowTask'],
]);

/** Action references at a path: what is done, in order. */
export const workflowActions = (path: string): AttributeReader =>
  objects(path, { type: text('type'), name: text('name') });

/** Mentions of the actions at a path; references leave out the object, whose workflow holds them. */
export const workflowActionRules = (
  path: string,
  object: (subject: Subject) => string | undefined = objectOf
): MentionRule[] =>
  [...TYPES].map(([kind, type]): MentionRule => ({
    path: `${path}.name`,
    kind: 'calls',
    type,
    name: (name, { subject, parent }) => {
      const owner = textOf(parent, 'type') === kind ? object(subject) : undefined;
      return owner && `${owner}.${name}`;
    },
  }));
