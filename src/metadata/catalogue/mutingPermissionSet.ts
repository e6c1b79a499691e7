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
  setup: { classic: '/{id}' },
};
