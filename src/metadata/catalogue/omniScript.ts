import type { CatalogueEntry } from '../catalogueEntry.ts';

export const omniScript: CatalogueEntry = {
  type: 'OmniScript',
  directory: 'omniScripts',
  suffix: 'os',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 15_000,
};
