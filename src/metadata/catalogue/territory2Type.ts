import type { CatalogueEntry } from '../catalogueEntry.ts';

export const territory2Type: CatalogueEntry = {
  type: 'Territory2Type',
  directory: 'territory2Types',
  suffix: 'territory2Type',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 350,
  setup: { classic: '/{id}' },
};
