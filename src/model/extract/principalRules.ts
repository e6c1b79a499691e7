import { textOf } from '../xmlElement.ts';
import type { MentionRule } from './mentionRules.ts';

/** Component type by the kind of recipient, submitter, approver or assignee, in lower case; people are no components. */
const TYPES: ReadonlyMap<string, string> = new Map([
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
      TYPES.get(textOf(parent, kindElement)?.toLowerCase() ?? '') === type ? name : undefined,
  }));
