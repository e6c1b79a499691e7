import type { CatalogueEntry } from '../catalogueEntry.ts';

export const contentAsset: CatalogueEntry = {
  type: 'ContentAsset',
  directory: 'contentassets',
  suffix: 'asset',
  listing: { how: 'plain' },
  shape: 'binary',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 100_000,
  // The list of asset files (source: Force Navigator).
  setup: { lightning: '/lightning/setup/ContentAssets/home', classic: '/{id}' },
};
