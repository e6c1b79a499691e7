import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, objects, reading, text } from './readAttributes.ts';

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
