import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Named `Model.Rule`. */
export const territory2Rule: CatalogueEntry = {
  type: 'Territory2Rule',
  directory: 'territory2Models',
  suffix: 'territory2Rule',
  nested: { owner: 'Territory2Model', folder: 'rules' },
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
