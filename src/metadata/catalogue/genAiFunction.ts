import type { CatalogueEntry } from '../catalogueEntry.ts';

/** A folder with the XML file and, where it has any, the schemas of input and output. */
export const genAiFunction: CatalogueEntry = {
  type: 'GenAiFunction',
  directory: 'genAiFunctions',
  suffix: 'genAiFunction',
  listing: { how: 'plain' },
  shape: 'bundle',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
};
