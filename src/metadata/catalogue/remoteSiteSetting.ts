import type { CatalogueEntry } from '../catalogueEntry.ts';

export const remoteSiteSetting: CatalogueEntry = {
  type: 'RemoteSiteSetting',
  directory: 'remoteSiteSettings',
  suffix: 'remoteSite',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/SecurityRemoteProxy/page?address=%2F{id}', classic: '/{id}' },
};
