import type { CatalogueEntry } from '../catalogueEntry.ts';

export const genAiPlugin: CatalogueEntry = {
  type: 'GenAiPlugin',
  directory: 'genAiPlugins',
  suffix: 'genAiPlugin',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_200,
};
