import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, reading, text, texts } from './readAttributes.ts';

export const permissionSetGroup: ComponentReader = {
  attributes: reading({
    permissionSets: texts('permissionSets'),
    mutingPermissionSets: texts('mutingPermissionSets'),
    status: text('status'),
    activationRequired: flag('hasActivationRequired'),
  }),
  mentions: mentionsBy([
    { path: 'permissionSets', kind: 'refers to', type: 'PermissionSet' },
    { path: 'mutingPermissionSets', kind: 'refers to', type: 'MutingPermissionSet' },
  ]),
};
