import type { ComponentReader } from './componentReader.ts';
import { actionOverrides, profileActionOverrides } from './actionOverrides.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, flag, reading, text, texts } from './readAttributes.ts';

export const customApplication: ComponentReader = {
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
