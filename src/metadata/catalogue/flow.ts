import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Activating another version may leave the date as it was, so flows are read each time. */
export const flow: CatalogueEntry = {
  type: 'Flow',
  directory: 'flows',
  suffix: 'flow',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 4_000,
  setup: { lightning: '/lightning/setup/Flows/page?address=%2F{id}', classic: '/{id}' },
};
