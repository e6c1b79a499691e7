import type { CatalogueEntry } from '../catalogueEntry.ts';

export const territory2Type: CatalogueEntry = {
  type: 'Territory2Type',
  directory: 'territory2Types',
  suffix: 'territory2Type',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 350,
  // No source has a page for one type in Lightning: the list of all (source: links to Setup in public repositories).
  setup: { lightning: '/lightning/setup/Territory2Types/home', classic: '/{id}' },
};
