import type { CatalogueEntry } from '../catalogueEntry.ts';

export const delegateGroup: CatalogueEntry = {
  type: 'DelegateGroup',
  directory: 'delegateGroups',
  suffix: 'delegateGroup',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
  setup: { lightning: '/lightning/setup/DelegateGroups/page?address=%2F{id}', classic: '/{id}' },
};
