import type { CatalogueEntry } from '../catalogueEntry.ts';

export const lightningComponentBundle: CatalogueEntry = {
  type: 'LightningComponentBundle',
  directory: 'lwc',
  suffix: '',
  listing: { how: 'plain' },
  shape: 'bundle',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 4_000,
  setup: { lightning: '/lightning/setup/LightningComponentBundles/page?address=%2F{id}' },
};
