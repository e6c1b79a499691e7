import type { CatalogueEntry } from '../catalogueEntry.ts';

export const network: CatalogueEntry = {
  type: 'Network',
  directory: 'networks',
  suffix: 'network',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 2_500,
  setup: { lightning: '/lightning/setup/SetupNetworks/home' },
};
