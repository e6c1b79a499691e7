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
  // No source has a page for one folder in Lightning: the list of classic templates (learnt from public code that links to it).
  setup: { lightning: '/lightning/setup/CommunicationTemplatesEmail/home', classic: '/{id}' },
};
