import type { CatalogueEntry } from '../catalogueEntry.ts';

export const cspTrustedSite: CatalogueEntry = {
  type: 'CspTrustedSite',
  directory: 'cspTrustedSites',
  suffix: 'cspTrustedSite',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/SecurityCspTrustedSite/page?address=%2F{id}', classic: '/{id}' },
};
