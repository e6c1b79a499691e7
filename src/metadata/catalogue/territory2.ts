import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Named `Model.Territory`. Without the permission to manage territories only those of the active model are listed. */
export const territory2: CatalogueEntry = {
  type: 'Territory2',
  directory: 'territory2Models',
  suffix: 'territory2',
  nested: { owner: 'Territory2Model', folder: 'territories' },
  owner: { type: 'Territory2Model', until: '.' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 800,
  // No source has a page for it in Lightning: the list of models (source: Force Navigator).
  setup: { lightning: '/lightning/setup/Territory2Models/home', classic: '/{id}' },
};
