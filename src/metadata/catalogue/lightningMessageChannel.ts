import type { CatalogueEntry } from '../catalogueEntry.ts';

export const lightningMessageChannel: CatalogueEntry = {
  type: 'LightningMessageChannel',
  directory: 'messageChannels',
  suffix: 'messageChannel',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
};
