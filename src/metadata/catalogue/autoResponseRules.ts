import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Auto-response rules of cases or leads, by the name of the object. */
export const autoResponseRules: CatalogueEntry = {
  type: 'AutoResponseRules',
  directory: 'autoResponseRules',
  suffix: 'autoResponseRules',
  owner: { type: 'CustomObject' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    {
      type: 'AutoResponseRule',
      element: 'autoResponseRule',
      nameElement: 'fullName',
      setup: { lightning: '/lightning/setup/{parent}Responses/page?address=%2F{id}', classic: '/{id}' },
    },
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/setup/{name}Responses/home' },
};
