import type { CatalogueEntry } from '../catalogueEntry.ts';

export const omniUiCard: CatalogueEntry = {
  type: 'OmniUiCard',
  directory: 'omniUiCard',
  suffix: 'ouc',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 10_000,
};
