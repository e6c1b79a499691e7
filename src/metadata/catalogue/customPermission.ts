import type { CatalogueEntry } from '../catalogueEntry.ts';

export const customPermission: CatalogueEntry = {
  type: 'CustomPermission',
  directory: 'customPermissions',
  suffix: 'customPermission',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/CustomPermissions/page?address=%2F{id}', classic: '/{id}' },
};
