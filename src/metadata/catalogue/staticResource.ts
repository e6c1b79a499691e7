import type { CatalogueEntry } from '../catalogueEntry.ts';

export const staticResource: CatalogueEntry = {
  type: 'StaticResource',
  directory: 'staticresources',
  suffix: 'resource',
  listing: { how: 'plain' },
  shape: 'binary',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 100_000,
  setup: { lightning: '/lightning/setup/StaticResources/page?address=%2F{id}', classic: '/{id}' },
};
