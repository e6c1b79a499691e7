import type { CatalogueEntry } from '../catalogueEntry.ts';

export const dashboardFolder: CatalogueEntry = {
  type: 'DashboardFolder',
  directory: 'dashboards',
  suffix: 'dashboardFolder',
  folderOf: 'Dashboard',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { lightning: '/lightning/r/Folder/{id}/view', classic: '/{id}' },
};
