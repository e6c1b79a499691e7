import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, reading, text, texts, within } from './readAttributes.ts';

/** Elements that name the template of a mail that the site sends. */
const TEMPLATES = [
  'caseCommentEmailTemplate',
  'changePasswordTemplate',
  'chgEmailVerNewTemplate',
  'chgEmailVerOldTemplate',
  'deviceActEmailTemplate',
  'forgotPasswordTemplate',
  'headlessForgotPasswordTemplate',
  'headlessRegistrationTemplate',
  'lockoutTemplate',
  'pwdlessRegEmailTemplate',
  'selfRegMicroBatchSubErrorEmailTemplate',
  'verificationTemplate',
  'welcomeTemplate',
];

/** An Experience Cloud site; its full name is its label. */
export const network: ComponentReader = {
  label: ({ fullName }) => fullName,
  attributes: reading({
    status: text('status'),
    site: text('site'),
    urlPathPrefix: text('urlPathPrefix'),
    selfRegistration: flag('selfRegistration'),
    selfRegProfile: text('selfRegProfile'),
    memberProfiles: within('networkMemberGroups', texts('profile')),
    memberPermissionSets: within('networkMemberGroups', texts('permissionSet')),
    tabs: within('tabs', texts('customTab')),
    allowInternalUserLogin: flag('allowInternalUserLogin'),
    allowMembersToFlag: flag('allowMembersToFlag'),
    enableGuestChatter: flag('enableGuestChatter'),
    enableGuestFileAccess: flag('enableGuestFileAccess'),
    enableGuestMemberVisibility: flag('enableGuestMemberVisibility'),
    enableMemberVisibility: flag('enableMemberVisibility'),
    enableNicknameDisplay: flag('enableNicknameDisplay'),
    enablePrivateMessages: flag('enablePrivateMessages'),
    sendWelcomeEmail: flag('sendWelcomeEmail'),
    maxFileSizeKb: number('maxFileSizeKb'),
  }),
  mentions: mentionsBy([
    ...TEMPLATES.map((path) => ({ path, kind: 'refers to' as const, type: 'EmailTemplate' })),
    { path: 'site', kind: 'refers to', type: 'CustomSite' },
    { path: 'selfRegProfile', kind: 'assigns', type: 'Profile' },
    { path: 'networkMemberGroups.profile', kind: 'refers to', type: 'Profile' },
    { path: 'networkMemberGroups.permissionSet', kind: 'refers to', type: 'PermissionSet' },
    { path: 'tabs.customTab', kind: 'displays', type: 'CustomTab' },
  ]),
};
