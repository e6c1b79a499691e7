import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Actions of an object are named `Object.Action`, global ones have no object in front. */
export const quickAction: CatalogueEntry = {
  type: 'QuickAction',
  directory: 'quickActions',
  suffix: 'quickAction',
  owner: { type: 'CustomObject', until: '.' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_000,
  setup: { classic: '/{id}' },
};
