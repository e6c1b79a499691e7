import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Says which version of a flow is active. Only where the describe still has the type: the facts of a flow say it too. */
export const flowDefinition: CatalogueEntry = {
  type: 'FlowDefinition',
  directory: 'flowDefinitions',
  suffix: 'flowDefinition',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 300,
  setup: { lightning: '/lightning/setup/Flows/page?address=%2F{id}', classic: '/{id}' },
};
