import type { CatalogueEntry } from '../catalogueEntry.ts';

export const customTab: CatalogueEntry = {
  type: 'CustomTab',
  directory: 'tabs',
  suffix: 'tab',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/CustomTabs/page?address=%2F{id}', classic: '/{id}' },
};
