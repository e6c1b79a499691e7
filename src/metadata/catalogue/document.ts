import type { CatalogueEntry } from '../catalogueEntry.ts';

/** A document's extension is part of its name: `Folder/Logo.png`. */
export const document: CatalogueEntry = {
  type: 'Document',
  directory: 'documents',
  suffix: '',
  listing: { how: 'folders', folderType: 'DocumentFolder' },
  shape: 'binary',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 100_000,
  // Lightning shows the page of Classic in a frame of its own (learnt from public code that links to it).
  setup: { lightning: '/lightning/_classic/%2F{id}', classic: '/{id}' },
};
