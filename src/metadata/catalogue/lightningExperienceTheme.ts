import type { CatalogueEntry } from '../catalogueEntry.ts';

export const lightningExperienceTheme: CatalogueEntry = {
  type: 'LightningExperienceTheme',
  directory: 'lightningExperienceThemes',
  suffix: 'lightningExperienceTheme',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/ThemingAndBranding/home' },
};
