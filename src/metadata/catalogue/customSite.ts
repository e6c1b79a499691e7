import type { CatalogueEntry } from '../catalogueEntry.ts';

export const customSite: CatalogueEntry = {
  type: 'CustomSite',
  directory: 'sites',
  suffix: 'site',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_200,
  setup: { classic: '/{id}' },
};
