import type { CatalogueEntry } from '../catalogueEntry.ts';

export const appMenu: CatalogueEntry = {
  type: 'AppMenu',
  directory: 'appMenus',
  suffix: 'appMenu',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 800,
  setup: { lightning: '/lightning/setup/AppMenu/home' },
};
