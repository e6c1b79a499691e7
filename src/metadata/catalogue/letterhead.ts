import type { CatalogueEntry } from '../catalogueEntry.ts';

export const letterhead: CatalogueEntry = {
  type: 'Letterhead',
  directory: 'letterhead',
  suffix: 'letter',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 600,
  setup: { lightning: '/lightning/setup/CommunicationTemplatesLetterheads/page?address=%2F{id}', classic: '/{id}' },
};
