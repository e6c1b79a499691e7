import type { CatalogueEntry } from '../catalogueEntry.ts';

export const flowTest: CatalogueEntry = {
  type: 'FlowTest',
  directory: 'flowtests',
  suffix: 'flowtest',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_200,
};
