import type { CatalogueEntry } from '../catalogueEntry.ts';

/** One document with all versions of the bot; versions are not listed on their own. */
export const bot: CatalogueEntry = {
  type: 'Bot',
  directory: 'bots',
  suffix: 'bot',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [{ type: 'BotVersion', element: 'botVersions', nameElement: 'fullName' }],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 15_000,
  setup: { lightning: '/lightning/setup/EinsteinBots/home' },
};
