import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Comes back whole whatever else the request names. */
export const permissionSet: CatalogueEntry = {
  type: 'PermissionSet',
  directory: 'permissionsets',
  suffix: 'permissionset',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'retrieve',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 4_000,
  setup: { lightning: '/lightning/setup/PermSets/page?address=%2F{id}', classic: '/{id}' },
};
