import type { CatalogueEntry } from '../catalogueEntry.ts';

export const omniDataTransform: CatalogueEntry = {
  type: 'OmniDataTransform',
  directory: 'omniDataTransforms',
  suffix: 'rpt',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 5_000,
};
