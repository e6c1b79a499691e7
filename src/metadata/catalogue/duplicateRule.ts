import type { CatalogueEntry } from '../catalogueEntry.ts';

export const duplicateRule: CatalogueEntry = {
  type: 'DuplicateRule',
  directory: 'duplicateRules',
  suffix: 'duplicateRule',
  owner: { type: 'CustomObject', until: '.' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 800,
  setup: { lightning: '/lightning/setup/DuplicateRules/page?address=%2F{id}', classic: '/{id}' },
};
