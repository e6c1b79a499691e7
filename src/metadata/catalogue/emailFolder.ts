import type { CatalogueEntry } from '../catalogueEntry.ts';

export const emailFolder: CatalogueEntry = {
  type: 'EmailFolder',
  directory: 'email',
  suffix: 'emailFolder',
  folderOf: 'EmailTemplate',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { classic: '/{id}' },
};
