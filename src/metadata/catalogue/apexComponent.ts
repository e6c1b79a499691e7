import type { CatalogueEntry } from '../catalogueEntry.ts';

export const apexComponent: CatalogueEntry = {
  type: 'ApexComponent',
  directory: 'components',
  suffix: 'component',
  listing: { how: 'plain' },
  shape: 'source',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/setup/ApexComponents/page?address=%2F{id}', classic: '/{id}' },
};
