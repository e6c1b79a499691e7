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
  // One page for all paths (source: Force Navigator).
  setup: {
    lightning: '/lightning/setup/PathAssistantSetupHome/home',
    classic: '/ui/setup/pathassistant/PathAssistantSetupPage',
  },
};
