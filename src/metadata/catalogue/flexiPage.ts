import type { CatalogueEntry } from '../catalogueEntry.ts';

export const flexiPage: CatalogueEntry = {
  type: 'FlexiPage',
  directory: 'flexipages',
  suffix: 'flexipage',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: true,
  expectedBytes: 2_000,
  setup: { lightning: '/lightning/setup/FlexiPageList/page?address=%2F{id}' },
};
