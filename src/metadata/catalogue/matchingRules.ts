import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Matching rules of an object, by its name. */
export const matchingRules: CatalogueEntry = {
  type: 'MatchingRules',
  directory: 'matchingRules',
  suffix: 'matchingRule',
  owner: { type: 'CustomObject' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    {
      type: 'MatchingRule',
      element: 'matchingRules',
      nameElement: 'fullName',
      setup: { lightning: '/lightning/setup/MatchingRules/page?address=%2F{id}', classic: '/{id}' },
    },
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/setup/MatchingRules/home' },
};
