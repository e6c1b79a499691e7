import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, reading, text } from './readAttributes.ts';

export const lightningExperienceTheme: ComponentReader = {
  attributes: reading({
    defaultBrandingSet: text('defaultBrandingSet'),
    designSystemVersion: text('designSystemVersion'),
    isDarkModeEnabled: flag('isDarkModeEnabled'),
    shouldOverrideLoadingImage: flag('shouldOverrideLoadingImage'),
  }),
  mentions: mentionsBy([{ path: 'defaultBrandingSet', kind: 'refers to', type: 'BrandingSet' }]),
};
