import type { CatalogueEntry } from '../catalogueEntry.ts';

export const homePageLayout: CatalogueEntry = {
  type: 'HomePageLayout',
  directory: 'homePageLayouts',
  suffix: 'homePageLayout',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { classic: '/{id}' },
};
