import type { CatalogueEntry } from '../catalogueEntry.ts';

export const installedPackage: CatalogueEntry = {
  type: 'InstalledPackage',
  directory: 'installedPackages',
  suffix: 'installedPackage',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  secrets: ['password'],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { lightning: '/lightning/setup/ImportedPackage/home', classic: '/{id}' },
};
