import type { CatalogueEntry } from '../catalogueEntry.ts';

export const reportFolder: CatalogueEntry = {
  type: 'ReportFolder',
  directory: 'reports',
  suffix: 'reportFolder',
  folderOf: 'Report',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { lightning: '/lightning/r/Folder/{id}/view', classic: '/{id}' },
};
