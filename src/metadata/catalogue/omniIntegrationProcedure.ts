import type { CatalogueEntry } from '../catalogueEntry.ts';

export const omniIntegrationProcedure: CatalogueEntry = {
  type: 'OmniIntegrationProcedure',
  directory: 'omniIntegrationProcedures',
  suffix: 'oip',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 8_000,
};
