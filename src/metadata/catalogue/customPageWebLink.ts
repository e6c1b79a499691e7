import type { CatalogueEntry } from '../catalogueEntry.ts';

export const customPageWebLink: CatalogueEntry = {
  type: 'CustomPageWebLink',
  directory: 'weblinks',
  suffix: 'weblink',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { classic: '/{id}' },
};
