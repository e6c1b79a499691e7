import type { Overrides } from '../override.ts';
import { setupList } from '../setupPages.ts';

/** Bots, agents with what they are made of, and OmniStudio. */
export const agents: Overrides = {
  /** One document with all versions of the bot; versions are not listed on their own. */
  Bot: { expectedBytes: 15_000, setup: setupList('EinsteinBots') },

  /** A folder with the XML file and, where it has any, the schemas of input and output. */
  GenAiFunction: { suffix: 'genAiFunction', expectedBytes: 1_500 },
  GenAiPlanner: { expectedBytes: 800 },
  /** The XML file of the bundle is `Name.genAiPlannerBundle`, beside the schemas of its own actions. */
  GenAiPlannerBundle: { suffix: 'genAiPlannerBundle', expectedBytes: 6_000 },
  GenAiPlugin: { expectedBytes: 1_200 },
  GenAiPromptTemplate: { expectedBytes: 2_500, setup: setupList('EinsteinPromptStudio') },

  OmniDataTransform: { expectedBytes: 5_000 },
  OmniIntegrationProcedure: { expectedBytes: 8_000 },
  OmniScript: { expectedBytes: 15_000 },
  OmniUiCard: { expectedBytes: 10_000 },
};
