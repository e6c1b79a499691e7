import type { CatalogueEntry } from '../catalogueEntry.ts';

export const apexPage: CatalogueEntry = {
  type: 'ApexPage',
  directory: 'pages',
  suffix: 'page',
  listing: { how: 'plain' },
  shape: 'source',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 2_000,
  setup: { lightning: '/lightning/setup/ApexPages/page?address=%2F{id}', classic: '/{id}' },
};
