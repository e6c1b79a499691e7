import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, reading, texts } from './readAttributes.ts';

/** Delegated administrators' users are in no document, only what they may administer. */
export const delegateGroup: ComponentReader = {
  attributes: reading({
    loginAccess: flag('loginAccess'),
    customObjects: texts('customObjects'),
    groups: texts('groups'),
    permissionSetGroups: texts('permissionSetGroups'),
    permissionSets: texts('permissionSets'),
    profiles: texts('profiles'),
    roles: texts('roles'),
  }),
  mentions: mentionsBy([
    { path: 'customObjects', kind: 'refers to', type: 'CustomObject' },
    { path: 'groups', kind: 'refers to', type: 'Group' },
    { path: 'permissionSetGroups', kind: 'refers to', type: 'PermissionSetGroup' },
    { path: 'permissionSets', kind: 'refers to', type: 'PermissionSet' },
    { path: 'profiles', kind: 'refers to', type: 'Profile' },
    { path: 'roles', kind: 'refers to', type: 'Role' },
  ]),
};
