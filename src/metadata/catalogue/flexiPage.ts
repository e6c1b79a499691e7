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
  // The list of pages in Classic: Force Navigator.
  setup: {
    lightning: '/lightning/setup/FlexiPageList/page?address=%2F{id}',
    classic: ['/{id}', '/_ui/flexipage/ui/FlexiPageFilterListPage'],
  },
};
