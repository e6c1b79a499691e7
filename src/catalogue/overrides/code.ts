import type { Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

const COMPONENTS = setupPage('LightningComponentBundles');

/** Apex, Visualforce, Lightning components and the files that they use. */
export const code: Overrides = {
  ApexClass: { expectedBytes: 3_000, setup: setupPage('ApexClasses') },
  /** One component: who gets mail about exceptions. Its pages: Force Navigator. */
  ApexEmailNotifications: { setup: setupList('ApexExceptionEmail', '/apexpages/setup/apexExceptionEmail.apexp') },
  ApexComponent: { setup: setupPage('ApexComponents') },
  ApexPage: { expectedBytes: 2_000, setup: setupPage('ApexPages') },
  ApexTestSuite: { expectedBytes: 500 },
  ApexTrigger: { setup: setupPage('ApexTriggers') },

  AuraDefinitionBundle: { setup: COMPONENTS },
  // The list of components in Classic: Force Navigator.
  LightningComponentBundle: {
    setup: { ...COMPONENTS, classic: ['/{id}', '/ui/aura/impl/setup/LightningComponentListPage'] },
  },
  LightningMessageChannel: { expectedBytes: 500 },

  StaticResource: { setup: setupPage('StaticResources') },
};
