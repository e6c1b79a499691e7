import type { CatalogueEntry } from '../catalogueEntry.ts';

export const apexClass: CatalogueEntry = {
  type: 'ApexClass',
  directory: 'classes',
  suffix: 'cls',
  listing: { how: 'plain' },
  shape: 'source',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 3_000,
  setup: { lightning: '/lightning/setup/ApexClasses/page?address=%2F{id}', classic: '/{id}' },
};
