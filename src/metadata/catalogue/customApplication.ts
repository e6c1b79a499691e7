import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Which pages a profile sees comes back only for profiles of the same request. */
export const customApplication: CatalogueEntry = {
  type: 'CustomApplication',
  directory: 'applications',
  suffix: 'app',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: ['profileActionOverrides'],
  stampTrusted: false,
  expectedBytes: 1_000,
  setup: { lightning: '/lightning/setup/NavigationMenus/home', classic: '/{id}' },
};
