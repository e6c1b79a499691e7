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
  setup: {
    lightning: [
      // Extensions that list the parts of an object.
      '/lightning/setup/ObjectManager/{parent}/ButtonsLinksActions/{id}/view',
      '/lightning/setup/ObjectManager/{parent}/ButtonsLinksActions/view',
      // The list of global actions (source: Force Navigator); no source has a page for one of them.
      '/lightning/setup/GlobalActions/home',
    ],
    classic: '/{id}',
  },
};
