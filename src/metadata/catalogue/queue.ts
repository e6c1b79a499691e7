import type { CatalogueEntry } from '../catalogueEntry.ts';

export const queue: CatalogueEntry = {
  type: 'Queue',
  directory: 'queues',
  suffix: 'queue',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 600,
  setup: {
    lightning: '/lightning/setup/Queues/page?address=%2Fp%2Fown%2FQueue%2Fd%3Fid%3D{id}',
    classic: '/p/own/Queue/d?id={id}',
  },
};
