import type { CatalogueEntry } from '../catalogueEntry.ts';

export const restrictionRule: CatalogueEntry = {
  type: 'RestrictionRule',
  directory: 'restrictionRules',
  suffix: 'rule',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 500,
};
