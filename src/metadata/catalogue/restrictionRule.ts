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
  // A page of its object, which its name does not tell; Classic has none (source: Restriction Rules Developer Guide).
  setup: { lightning: '/lightning/setup/ObjectManager/home' },
};
