import type { CatalogueEntry } from '../catalogueEntry.ts';

export const pathAssistant: CatalogueEntry = {
  type: 'PathAssistant',
  directory: 'pathAssistants',
  suffix: 'pathAssistant',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_200,
  setup: { lightning: '/lightning/setup/PathAssistantSetupHome/home' },
};
