import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Nested folders are part of the name: `Folder/Sub/Name`. */
export const dashboard: CatalogueEntry = {
  type: 'Dashboard',
  directory: 'dashboards',
  suffix: 'dashboard',
  listing: { how: 'folders', folderType: 'DashboardFolder' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 2_500,
  setup: { lightning: '/lightning/r/Dashboard/{id}/view', classic: '/{id}' },
};
