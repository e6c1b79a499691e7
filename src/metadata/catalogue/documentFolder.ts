import type { CatalogueEntry } from '../catalogueEntry.ts';

export const documentFolder: CatalogueEntry = {
  type: 'DocumentFolder',
  directory: 'documents',
  suffix: 'documentFolder',
  folderOf: 'Document',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { classic: '/{id}' },
};
