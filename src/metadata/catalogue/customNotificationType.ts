import type { CatalogueEntry } from '../catalogueEntry.ts';

export const customNotificationType: CatalogueEntry = {
  type: 'CustomNotificationType',
  directory: 'notificationtypes',
  suffix: 'notiftype',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 400,
  setup: { lightning: '/lightning/setup/CustomNotifications/home' },
};
