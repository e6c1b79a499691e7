import type { CatalogueEntry } from '../catalogueEntry.ts';

/** A recalculation changes what a group grants and its status, but not its date. */
export const permissionSetGroup: CatalogueEntry = {
  type: 'PermissionSetGroup',
  directory: 'permissionsetgroups',
  suffix: 'permissionsetgroup',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 700,
  setup: { lightning: '/lightning/setup/PermSetGroups/page?address=%2F{id}', classic: '/{id}' },
};
