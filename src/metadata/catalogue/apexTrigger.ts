import type { CatalogueEntry } from '../catalogueEntry.ts';

export const apexTrigger: CatalogueEntry = {
  type: 'ApexTrigger',
  directory: 'triggers',
  suffix: 'trigger',
  listing: { how: 'plain' },
  shape: 'source',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/setup/ApexTriggers/page?address=%2F{id}', classic: '/{id}' },
};
