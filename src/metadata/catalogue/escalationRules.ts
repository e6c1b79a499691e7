import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Escalation rules of cases, by the name of the object. */
export const escalationRules: CatalogueEntry = {
  type: 'EscalationRules',
  directory: 'escalationRules',
  suffix: 'escalationRules',
  owner: { type: 'CustomObject' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    {
      type: 'EscalationRule',
      element: 'escalationRule',
      nameElement: 'fullName',
      setup: { lightning: '/lightning/setup/{parent}EscRules/page?address=%2F{id}', classic: '/{id}' },
    },
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
  setup: { lightning: '/lightning/setup/{name}EscRules/home' },
};
