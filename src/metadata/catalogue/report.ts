import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Nested folders are part of the name: `Folder/Sub/Name`. */
export const report: CatalogueEntry = {
  type: 'Report',
  directory: 'reports',
  suffix: 'report',
  listing: { how: 'folders', folderType: 'ReportFolder', unfiled: 'unfiled$public' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/r/Report/{id}/view', classic: '/{id}' },
};
