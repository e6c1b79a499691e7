import type { CatalogueEntry } from '../catalogueEntry.ts';

export const platformEventChannelMember: CatalogueEntry = {
  type: 'PlatformEventChannelMember',
  directory: 'platformEventChannelMembers',
  suffix: 'platformEventChannelMember',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
};
