import type { CatalogueEntry } from '../catalogueEntry.ts';

export const apexTestSuite: CatalogueEntry = {
  type: 'ApexTestSuite',
  directory: 'testSuites',
  suffix: 'testSuite',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
};
