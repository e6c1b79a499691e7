import type { CatalogueEntry } from '../catalogueEntry.ts';

/** One container for all labels of the org; asking for single labels costs memory out of proportion. */
export const customLabels: CatalogueEntry = {
  type: 'CustomLabels',
  directory: 'labels',
  suffix: 'labels',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    {
      type: 'CustomLabel',
      element: 'labels',
      nameElement: 'fullName',
      unprefixed: true,
      setup: { lightning: '/lightning/setup/ExternalStrings/page?address=%2F{id}', classic: '/{id}' },
    },
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 50_000,
  setup: { lightning: '/lightning/setup/ExternalStrings/home', classic: '/101' },
};
