import type { CatalogueEntry } from '../catalogueEntry.ts';

export const namedCredential: CatalogueEntry = {
  type: 'NamedCredential',
  directory: 'namedCredentials',
  suffix: 'namedCredential',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  secrets: ['password', 'oauthToken', 'oauthRefreshToken', 'awsAccessKey', 'awsAccessSecret'],
  stampTrusted: false,
  expectedBytes: 600,
  setup: { lightning: '/lightning/setup/NamedCredential/home', classic: '/{id}' },
};
