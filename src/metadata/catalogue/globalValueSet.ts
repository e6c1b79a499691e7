import type { CatalogueEntry } from '../catalogueEntry.ts';

export const globalValueSet: CatalogueEntry = {
  type: 'GlobalValueSet',
  directory: 'globalValueSets',
  suffix: 'globalValueSet',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_000,
  setup: { lightning: '/lightning/setup/Picklists/page?address=%2F{id}', classic: '/{id}' },
};
