import type { CatalogueEntry } from '../catalogueEntry.ts';

/** The XML file of the bundle is `Name.genAiPlannerBundle`, beside the schemas of its own actions. */
export const genAiPlannerBundle: CatalogueEntry = {
  type: 'GenAiPlannerBundle',
  directory: 'genAiPlannerBundles',
  suffix: 'genAiPlannerBundle',
  listing: { how: 'plain' },
  shape: 'bundle',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 6_000,
};
