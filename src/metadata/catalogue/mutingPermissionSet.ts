import type { CatalogueEntry } from '../catalogueEntry.ts';

export const mutingPermissionSet: CatalogueEntry = {
  type: 'MutingPermissionSet',
  directory: 'mutingpermissionsets',
  suffix: 'mutingpermissionset',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
  // It is shown within its group, the id of which it does not have: the list of groups (source: Org Check).
  setup: { lightning: '/lightning/setup/PermSetGroups/home', classic: '/{id}' },
};
