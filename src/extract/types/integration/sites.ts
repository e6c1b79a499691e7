import { flag, objects, reading, text, number, texts, within } from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import type { ComponentReader } from '../../reader.ts';

/** Elements that name a page of the site. */
const PAGES = [
  'authorizationRequiredPage',
  'bandwidthExceededPage',
  'changePasswordPage',
  'chatterAnswersForgotPasswordConfirmPage',
  'chatterAnswersForgotPasswordPage',
  'chatterAnswersHelpPage',
  'chatterAnswersLoginPage',
  'chatterAnswersRegistrationPage',
  'fileNotFoundPage',
  'forgotPasswordPage',
  'genericErrorPage',
  'inMaintenancePage',
  'inactiveIndexPage',
  'indexPage',
  'myProfilePage',
  'robotsTxtPage',
  'selfRegPage',
  'siteTemplate',
];

export const customSite: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    type: text('siteType'),
    urlPathPrefix: text('urlPathPrefix'),
    subdomain: text('subdomain'),
    domains: objects('customWebAddresses', { name: text('domainName'), primary: flag('primary') }),
    indexPage: text('indexPage'),
    guestProfile: text('guestProfile'),
    siteAdmin: text('siteAdmin'),
    siteGuestRecordDefaultOwner: text('siteGuestRecordDefaultOwner'),
    clickjackProtectionLevel: text('clickjackProtectionLevel'),
    browserXssProtection: flag('browserXssProtection'),
    contentSniffingProtection: flag('contentSniffingProtection'),
    referrerPolicyOriginWhenCrossOrigin: flag('referrerPolicyOriginWhenCrossOrigin'),
    allowHomePage: flag('allowHomePage'),
    allowStandardLookups: flag('allowStandardLookups'),
    allowStandardPortalPages: flag('allowStandardPortalPages'),
    allowStandardSearch: flag('allowStandardSearch'),
    enableAuraRequests: flag('enableAuraRequests'),
    redirectToCustomDomain: flag('redirectToCustomDomain'),
  }),
  mentions: mentionsBy([
    ...PAGES.map((path) => ({ path, kind: 'displays' as const, type: 'ApexPage' })),
    { path: 'guestProfile', kind: 'refers to', type: 'Profile' },
    { path: 'favoriteIcon', kind: 'displays', type: 'StaticResource' },
    { path: 'serverIsDown', kind: 'displays', type: 'StaticResource' },
    { path: 'customWebAddresses.certificate', kind: 'refers to', type: 'Certificate' },
  ]),
};

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
    // The workspace of an enhanced site; that of an older site is of a type that has no kind in its name.
    { path: 'picassoSite', kind: 'refers to', type: 'DigitalExperienceBundle', name: (name) => `site/${name}` },
    { path: 'selfRegProfile', kind: 'assigns', type: 'Profile' },
    { path: 'networkMemberGroups.profile', kind: 'refers to', type: 'Profile' },
    { path: 'networkMemberGroups.permissionSet', kind: 'refers to', type: 'PermissionSet' },
    { path: 'tabs.customTab', kind: 'displays', type: 'CustomTab' },
  ]),
};
