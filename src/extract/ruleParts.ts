import type { JsonValue } from '../model/extraction.ts';
import { textOf, childOf } from '../xml/xmlElement.ts';
import { objects, text, type AttributeReader } from './attributes.ts';
import type { MentionRule } from './mentionRules.ts';
import { objectOf } from './naming.ts';
import type { Subject } from './reader.ts';

/** Filter items at a path, as the document has them. */
export const filterItems = (path: string): AttributeReader =>
  objects(path, {
    field: text('field'),
    operation: text('operation'),
    value: text('value'),
    valueField: text('valueField'),
  });

/** What decides whether a rule applies: filter items with their logic, or a formula. */
export const criteria = {
  criteria: filterItems('criteriaItems'),
  booleanFilter: text('booleanFilter'),
  formula: text('formula'),
} satisfies Record<string, AttributeReader>;

/** Component type by the `type` of an action reference. */
const ACTION_TYPES: ReadonlyMap<string, string> = new Map([
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
  [...ACTION_TYPES].map(([kind, type]): MentionRule => ({
    path: `${path}.name`,
    kind: 'calls',
    type,
    name: (name, { subject, parent }) => {
      const owner = textOf(parent, 'type') === kind ? object(subject) : undefined;
      return owner && `${owner}.${name}`;
    },
  }));

/** Component type by the kind of recipient, submitter, approver or assignee, in lower case; people are no components. */
const PRINCIPAL_TYPES: ReadonlyMap<string, string> = new Map([
  ['group', 'Group'],
  ['queue', 'Queue'],
  ['role', 'Role'],
  ['rolesubordinates', 'Role'],
  ['rolesubordinatesinternal', 'Role'],
]);

/** Mentions of the groups, queues and roles at a path, where an element beside the name says which of them it is. */
export const principalRules = (path: string, kindElement: string): MentionRule[] =>
  ['Group', 'Queue', 'Role'].map((type): MentionRule => ({
    path,
    kind: 'refers to',
    type,
    name: (name, { parent }) =>
      PRINCIPAL_TYPES.get(textOf(parent, kindElement)?.toLowerCase() ?? '') === type ? name : undefined,
  }));

/** The users behind an element such as `sharedFrom`: kind (`role`, `allInternalUsers`) and, where it has any, name. */
export const sharing =
  (name: string): AttributeReader =>
  (element) => {
    const found = childOf(element, name)?.children.map((child): JsonValue =>
      child.text === '' ? { kind: child.name } : { kind: child.name, name: child.text }
    );
    return found !== undefined && found.length > 0 ? found : undefined;
  };

/** Whom something is shared with. */
export const sharedTo = sharing('sharedTo');
