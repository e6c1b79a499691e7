import type { CatalogueEntry } from '../catalogueEntry.ts';

/** One component for each feature (`Account`, `Security`), whose document has a root element named after it. Settings have no dates. */
export const settings: CatalogueEntry = {
  type: 'Settings',
  directory: 'settings',
  suffix: 'settings',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_200,
};
