import type { CatalogueEntry } from '../catalogueEntry.ts';

export const brandingSet: CatalogueEntry = {
  type: 'BrandingSet',
  directory: 'brandingSets',
  suffix: 'brandingSet',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 800,
};
