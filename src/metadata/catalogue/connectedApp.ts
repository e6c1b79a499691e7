import type { CatalogueEntry } from '../catalogueEntry.ts';

export const connectedApp: CatalogueEntry = {
  type: 'ConnectedApp',
  directory: 'connectedApps',
  suffix: 'connectedApp',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  secrets: ['oauthConfig.consumerSecret'],
  stampTrusted: false,
  expectedBytes: 1_000,
  setup: { lightning: '/lightning/setup/ConnectedApplication/home', classic: '/{id}' },
};
