import { textOf, booleanOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { count, flag, reading, text, texts, number, readAttributes, objects } from '../../attributes.ts';
import { type MentionRule, mentionsBy, type Naming } from '../../mentionRules.ts';
import type { ComponentReader, SubjectMention } from '../../reader.ts';

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
const actionOverrides: readonly MentionRule[] = contentOf('actionOverrides');

/** Rules for those of an app that are for one profile, and at times for one record type. */
const profileActionOverrides: readonly MentionRule[] = [
  ...contentOf('profileActionOverrides'),
  { path: 'profileActionOverrides.pageOrSobjectType', kind: 'refers to', type: 'CustomObject' },
  { path: 'profileActionOverrides.profile', kind: 'refers to', type: 'Profile' },
  { path: 'profileActionOverrides.recordType', kind: 'refers to', type: 'RecordType' },
];

export const customApplication: ComponentReader = {
  version: 2,
  attributes: reading({
    uiType: text('uiType'),
    navType: text('navType'),
    formFactors: texts('formFactors'),
    tabs: texts('tabs'),
    defaultLandingTab: text('defaultLandingTab'),
    utilityBar: text('utilityBar'),
    setupExperience: text('setupExperience'),
    isServiceCloudConsole: flag('isServiceCloudConsole'),
    isNavPersonalizationDisabled: flag('isNavPersonalizationDisabled'),
    isNavAutoTempTabsDisabled: flag('isNavAutoTempTabsDisabled'),
    isNavTabPersistenceDisabled: flag('isNavTabPersistenceDisabled'),
    isOmniPinnedViewEnabled: flag('isOmniPinnedViewEnabled'),
    actionOverrides: count('actionOverrides'),
    profileActionOverrides: count('profileActionOverrides'),
  }),
  mentions: mentionsBy([
    { path: 'tabs', kind: 'displays', type: 'CustomTab' },
    { path: 'defaultLandingTab', kind: 'displays', type: 'CustomTab' },
    { path: 'utilityBar', kind: 'displays', type: 'FlexiPage' },
    { path: 'logo', kind: 'displays', type: 'Document' },
    { path: 'brand.logo', kind: 'displays', type: 'ContentAsset' },
    { path: 'actionOverrides.pageOrSobjectType', kind: 'refers to', type: 'CustomObject' },
    ...actionOverrides,
    ...profileActionOverrides,
  ]),
};

/** Elements that say what a tab shows, one of which each tab has unless it is an object's. */
const KINDS: ReadonlyArray<readonly [element: string, kind: string]> = [
  ['flexiPage', 'flexiPage'],
  ['page', 'visualforce'],
  ['lwcComponent', 'lightningWebComponent'],
  ['auraComponent', 'auraComponent'],
  ['scontrol', 'scontrol'],
  ['url', 'url'],
];

const kindOf = (element: XmlElement): string | undefined =>
  booleanOf(element, 'customObject') ? 'object' : KINDS.find(([name]) => textOf(element, name) !== undefined)?.[1];

const READERS = {
  flexiPage: text('flexiPage'),
  page: text('page'),
  lwcComponent: text('lwcComponent'),
  auraComponent: text('auraComponent'),
  url: text('url'),
  motif: text('motif'),
  hasSidebar: flag('hasSidebar'),
  frameHeight: number('frameHeight'),
};

const said = mentionsBy([
  { path: 'flexiPage', kind: 'displays', type: 'FlexiPage' },
  { path: 'page', kind: 'displays', type: 'ApexPage' },
  { path: 'lwcComponent', kind: 'displays', type: 'LightningComponentBundle' },
  { path: 'auraComponent', kind: 'displays', type: 'AuraDefinitionBundle' },
  { path: 'splashPageLink', kind: 'displays', type: 'CustomPageWebLink' },
  { path: 'icon', kind: 'displays', type: 'Document' },
  ...actionOverrides,
]);

/** An object's tab is named after the object and has no label of its own. */
export const customTab: ComponentReader = {
  attributes: ({ element }) => {
    const kind = kindOf(element);
    return { ...(kind !== undefined && { kind }), ...readAttributes(element, READERS) };
  },
  mentions: (subject): SubjectMention[] => [
    ...(kindOf(subject.element) === 'object'
      ? [{ kind: 'displays', type: 'CustomObject', fullName: subject.fullName, place: 'customObject' } as const]
      : []),
    ...said(subject),
  ],
};

const ofType =
  (type: string): Naming =>
  (name, { parent }) =>
    textOf(parent, 'type') === type ? name : undefined;

export const appMenu: ComponentReader = {
  attributes: reading({ items: objects('appMenuItems', { name: text('name'), type: text('type') }) }),
  mentions: mentionsBy(
    ['ConnectedApp', 'CustomApplication', 'Network'].map((type) => ({
      path: 'appMenuItems.name',
      kind: 'displays' as const,
      type,
      name: ofType(type),
    }))
  ),
};
