import { textOf } from '../xmlElement.ts';
import type { MentionRule } from './mentionRules.ts';

/** What an action of an agent calls, by the kind of its target; the other kinds are no metadata of the org. */
const TARGETS: ReadonlyArray<readonly [kind: string, type: string]> = [
  ['apex', 'ApexClass'],
  ['flow', 'Flow'],
  ['generatePromptResponse', 'GenAiPromptTemplate'],
  ['quickAction', 'QuickAction'],
];

/** Rules for the actions at a path from the root; for the root itself where it is empty. */
export const actionTargets = (path: string): readonly MentionRule[] =>
  TARGETS.map(([kind, type]) => ({
    path: path === '' ? 'invocationTarget' : `${path}.invocationTarget`,
    kind: 'calls',
    type,
    name: (name, { parent }) => (textOf(parent, 'invocationTargetType') === kind ? name : undefined),
  }));
