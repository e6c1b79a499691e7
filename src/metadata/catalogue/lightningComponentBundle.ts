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
  // The list of components in Classic: Force Navigator.
  setup: {
    lightning: '/lightning/setup/LightningComponentBundles/page?address=%2F{id}',
    classic: ['/{id}', '/ui/aura/impl/setup/LightningComponentListPage'],
  },
};
