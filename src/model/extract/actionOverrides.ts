import { textOf } from '../xmlElement.ts';
import type { MentionRule } from './mentionRules.ts';

/** What an overridden action opens, by the kind of the override. */
const TYPES: ReadonlyArray<readonly [kind: string, type: string]> = [
  ['Flexipage', 'FlexiPage'],
  ['LightningComponent', 'AuraDefinitionBundle'],
  ['Visualforce', 'ApexPage'],
];

/** Rules for the action overrides of an app or a tab. */
export const actionOverrides: readonly MentionRule[] = TYPES.map(([kind, type]) => ({
  path: 'actionOverrides.content',
  kind: 'displays',
  type,
  name: (name, { parent }) => (textOf(parent, 'type') === kind ? name.replace(/^c:/, '') : undefined),
}));
