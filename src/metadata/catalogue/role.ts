import type { CatalogueEntry } from '../catalogueEntry.ts';

export const role: CatalogueEntry = {
  type: 'Role',
  directory: 'roles',
  suffix: 'role',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/Roles/page?address=%2F{id}', classic: '/{id}' },
};
