import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Assignment rules of cases or leads, by the name of the object. */
export const assignmentRules: CatalogueEntry = {
  type: 'AssignmentRules',
  directory: 'assignmentRules',
  suffix: 'assignmentRules',
  owner: { type: 'CustomObject' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    {
      type: 'AssignmentRule',
      element: 'assignmentRule',
      nameElement: 'fullName',
      setup: { lightning: '/lightning/setup/{parent}Rules/page?address=%2F{id}', classic: '/{id}' },
    },
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/setup/{name}Rules/home' },
};
