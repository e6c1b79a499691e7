import type { CatalogueEntry } from '../catalogueEntry.ts';

export const reportType: CatalogueEntry = {
  type: 'ReportType',
  directory: 'reportTypes',
  suffix: 'reportType',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 3_000,
  setup: { lightning: '/lightning/setup/CustomReportTypes/page?address=%2F{id}', classic: '/{id}' },
};
