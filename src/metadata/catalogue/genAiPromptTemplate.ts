import type { CatalogueEntry } from '../catalogueEntry.ts';

export const genAiPromptTemplate: CatalogueEntry = {
  type: 'GenAiPromptTemplate',
  directory: 'genAiPromptTemplates',
  suffix: 'genAiPromptTemplate',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 2_500,
  setup: { lightning: '/lightning/setup/EinsteinPromptStudio/home' },
};
