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
  // Lightning shows the page of Classic in a frame of its own (learnt from public code that links to it).
  setup: { lightning: '/lightning/_classic/%2F{id}', classic: '/{id}' },
};
