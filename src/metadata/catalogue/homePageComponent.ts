import type { CatalogueEntry } from '../catalogueEntry.ts';

export const homePageComponent: CatalogueEntry = {
  type: 'HomePageComponent',
  directory: 'homePageComponents',
  suffix: 'homePageComponent',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
  setup: { classic: '/{id}' },
};
