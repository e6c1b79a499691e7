import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Not on the positive list of trusted stamps: no source says that a layout's date moves with each change. */
export const layout: CatalogueEntry = {
  type: 'Layout',
  directory: 'layouts',
  suffix: 'layout',
  listing: { how: 'plain' },
  sourceFile: false,
  children: [],
  packaged: 'retrieve',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 2_000,
  setup: { lightning: '/lightning/setup/ObjectManager/{head}/PageLayouts/{id}/view', classic: '/{id}' },
};
