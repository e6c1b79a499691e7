import type { CatalogueEntry } from '../catalogueEntry.ts';

export const customHelpMenuSection: CatalogueEntry = {
  type: 'CustomHelpMenuSection',
  directory: 'customHelpMenuSections',
  suffix: 'customHelpMenuSection',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
};
