import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Records of custom metadata types, named `Type.Record` without the `__mdt`. */
export const customMetadata: CatalogueEntry = {
  type: 'CustomMetadata',
  directory: 'customMetadata',
  suffix: 'md',
  owner: { type: 'CustomObject', until: '.', suffix: '__mdt' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'retrieve',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
  setup: { lightning: '/lightning/setup/CustomMetadata/page?address=%2F{id}', classic: '/{id}' },
};
