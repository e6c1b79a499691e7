import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Which pages a profile sees, by record type, comes back only for profiles and record types of the same request. */
export const customApplication: CatalogueEntry = {
  type: 'CustomApplication',
  directory: 'applications',
  suffix: 'app',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: ['profileActionOverrides'],
  companions: { request: 'access', types: ['Profile', 'RecordType'], ofObject: [], objects: {}, leftOut: [] },
  stampTrusted: false,
  expectedBytes: 1_000,
  setup: { lightning: '/lightning/setup/NavigationMenus/home', classic: '/{id}' },
};
