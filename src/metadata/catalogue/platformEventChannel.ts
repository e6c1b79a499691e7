import type { CatalogueEntry } from '../catalogueEntry.ts';

export const platformEventChannel: CatalogueEntry = {
  type: 'PlatformEventChannel',
  directory: 'platformEventChannels',
  suffix: 'platformEventChannel',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 350,
};
