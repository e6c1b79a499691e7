import { decodeRawName } from '../componentName.ts';
import { textOf } from '../xmlElement.ts';
import type { MentionRule } from './mentionRules.ts';

/** What an overridden action opens, by the kind of the override. */
const TYPES: ReadonlyArray<readonly [kind: string, type: string]> = [
  ['Flexipage', 'FlexiPage'],
  ['LightningComponent', 'AuraDefinitionBundle'],
  ['Visualforce', 'ApexPage'],
];

const contentOf = (overrides: string): readonly MentionRule[] =>
  TYPES.map(([kind, type]) => ({
    path: `${overrides}.content`,
    kind: 'displays',
    type,
    name: (name, { parent }) => (textOf(parent, 'type') === kind ? name.replace(/^c:/, '') : undefined),
  }));

/** Rules for the action overrides of an app or a tab. */
export const actionOverrides: readonly MentionRule[] = contentOf('actionOverrides');

/** Rules for those of an app that are for one profile, and at times for one record type. */
export const profileActionOverrides: readonly MentionRule[] = [
  ...contentOf('profileActionOverrides'),
  { path: 'profileActionOverrides.pageOrSobjectType', kind: 'refers to', type: 'CustomObject' },
  { path: 'profileActionOverrides.profile', kind: 'refers to', type: 'Profile', name: decodeRawName },
  { path: 'profileActionOverrides.recordType', kind: 'refers to', type: 'RecordType' },
];
