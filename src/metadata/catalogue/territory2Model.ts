import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Lies in a folder of its own name, beside its territories and rules. */
export const territory2Model: CatalogueEntry = {
  type: 'Territory2Model',
  directory: 'territory2Models',
  suffix: 'territory2Model',
  nested: { owner: 'Territory2Model', folder: '' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
  setup: { lightning: '/lightning/setup/Territory2Models/home', classic: '/{id}' },
};
