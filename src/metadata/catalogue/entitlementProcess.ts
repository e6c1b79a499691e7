import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Each version is a component of its own; only the first goes without its number in the name. */
export const entitlementProcess: CatalogueEntry = {
  type: 'EntitlementProcess',
  directory: 'entitlementProcesses',
  suffix: 'entitlementProcess',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 2_000,
  setup: { lightning: '/lightning/setup/EntitlementProcesses/page?address=%2F{id}', classic: '/{id}' },
};
