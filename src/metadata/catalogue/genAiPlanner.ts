import type { CatalogueEntry } from '../catalogueEntry.ts';

export const genAiPlanner: CatalogueEntry = {
  type: 'GenAiPlanner',
  directory: 'genAiPlanners',
  suffix: 'genAiPlanner',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 800,
};
