import type { CatalogueEntry } from '../catalogueEntry.ts';

export const externalCredential: CatalogueEntry = {
  type: 'ExternalCredential',
  directory: 'externalCredentials',
  suffix: 'externalCredential',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 600,
  setup: { lightning: '/lightning/setup/NamedCredential/home', classic: '/{id}' },
};
