import type { CatalogueEntry, ChildEntry, SetupPages } from '../catalogueEntry.ts';
import { apexClass } from './apexClass.ts';
import { apexComponent } from './apexComponent.ts';
import { apexPage } from './apexPage.ts';
import { apexTestSuite } from './apexTestSuite.ts';
import { apexTrigger } from './apexTrigger.ts';
import { appMenu } from './appMenu.ts';
import { approvalProcess } from './approvalProcess.ts';
import { assignmentRules } from './assignmentRules.ts';
import { auraDefinitionBundle } from './auraDefinitionBundle.ts';
import { autoResponseRules } from './autoResponseRules.ts';
import { bot } from './bot.ts';
import { brandingSet } from './brandingSet.ts';
import { connectedApp } from './connectedApp.ts';
import { contentAsset } from './contentAsset.ts';
import { cspTrustedSite } from './cspTrustedSite.ts';
import { customApplication } from './customApplication.ts';
import { customHelpMenuSection } from './customHelpMenuSection.ts';
import { customLabels } from './customLabels.ts';
import { customMetadata } from './customMetadata.ts';
import { customNotificationType } from './customNotificationType.ts';
import { customObject } from './customObject.ts';
import { customObjectTranslation } from './customObjectTranslation.ts';
import { customPageWebLink } from './customPageWebLink.ts';
import { customPermission } from './customPermission.ts';
import { customSite } from './customSite.ts';
import { customTab } from './customTab.ts';
import { dashboard } from './dashboard.ts';
import { dashboardFolder } from './dashboardFolder.ts';
import { delegateGroup } from './delegateGroup.ts';
import { document } from './document.ts';
import { documentFolder } from './documentFolder.ts';
import { duplicateRule } from './duplicateRule.ts';
import { emailFolder } from './emailFolder.ts';
import { emailTemplate } from './emailTemplate.ts';
import { entitlementProcess } from './entitlementProcess.ts';
import { escalationRules } from './escalationRules.ts';
import { externalCredential } from './externalCredential.ts';
import { flexiPage } from './flexiPage.ts';
import { flow } from './flow.ts';
import { flowDefinition } from './flowDefinition.ts';
import { flowTest } from './flowTest.ts';
import { genAiFunction } from './genAiFunction.ts';
import { genAiPlanner } from './genAiPlanner.ts';
import { genAiPlannerBundle } from './genAiPlannerBundle.ts';
import { genAiPlugin } from './genAiPlugin.ts';
import { genAiPromptTemplate } from './genAiPromptTemplate.ts';
import { globalValueSet } from './globalValueSet.ts';
import { group } from './group.ts';
import { homePageComponent } from './homePageComponent.ts';
import { homePageLayout } from './homePageLayout.ts';
import { installedPackage } from './installedPackage.ts';
import { layout } from './layout.ts';
import { letterhead } from './letterhead.ts';
import { lightningComponentBundle } from './lightningComponentBundle.ts';
import { lightningExperienceTheme } from './lightningExperienceTheme.ts';
import { lightningMessageChannel } from './lightningMessageChannel.ts';
import { matchingRules } from './matchingRules.ts';
import { mutingPermissionSet } from './mutingPermissionSet.ts';
import { namedCredential } from './namedCredential.ts';
import { network } from './network.ts';
import { omniDataTransform } from './omniDataTransform.ts';
import { omniIntegrationProcedure } from './omniIntegrationProcedure.ts';
import { omniScript } from './omniScript.ts';
import { omniUiCard } from './omniUiCard.ts';
import { pathAssistant } from './pathAssistant.ts';
import { permissionSet } from './permissionSet.ts';
import { permissionSetGroup } from './permissionSetGroup.ts';
import { platformEventChannel } from './platformEventChannel.ts';
import { platformEventChannelMember } from './platformEventChannelMember.ts';
import { profile } from './profile.ts';
import { queue } from './queue.ts';
import { quickAction } from './quickAction.ts';
import { remoteSiteSetting } from './remoteSiteSetting.ts';
import { report } from './report.ts';
import { reportFolder } from './reportFolder.ts';
import { reportType } from './reportType.ts';
import { restrictionRule } from './restrictionRule.ts';
import { role } from './role.ts';
import { settings } from './settings.ts';
import { sharingRules } from './sharingRules.ts';
import { standardValueSet } from './standardValueSet.ts';
import { staticResource } from './staticResource.ts';
import { territory2 } from './territory2.ts';
import { territory2Model } from './territory2Model.ts';
import { territory2Rule } from './territory2Rule.ts';
import { territory2Type } from './territory2Type.ts';
import { translations } from './translations.ts';
import { workflow } from './workflow.ts';

/** Every supported type that has documents of its own, in alphabetical order. */
export const catalogue: readonly CatalogueEntry[] = [
  apexClass,
  apexComponent,
  apexPage,
  apexTestSuite,
  apexTrigger,
  appMenu,
  approvalProcess,
  assignmentRules,
  auraDefinitionBundle,
  autoResponseRules,
  bot,
  brandingSet,
  connectedApp,
  contentAsset,
  cspTrustedSite,
  customApplication,
  customHelpMenuSection,
  customLabels,
  customMetadata,
  customNotificationType,
  customObject,
  customObjectTranslation,
  customPageWebLink,
  customPermission,
  customSite,
  customTab,
  dashboard,
  dashboardFolder,
  delegateGroup,
  document,
  documentFolder,
  duplicateRule,
  emailFolder,
  emailTemplate,
  entitlementProcess,
  escalationRules,
  externalCredential,
  flexiPage,
  flow,
  flowDefinition,
  flowTest,
  genAiFunction,
  genAiPlanner,
  genAiPlannerBundle,
  genAiPlugin,
  genAiPromptTemplate,
  globalValueSet,
  group,
  homePageComponent,
  homePageLayout,
  installedPackage,
  layout,
  letterhead,
  lightningComponentBundle,
  lightningExperienceTheme,
  lightningMessageChannel,
  matchingRules,
  mutingPermissionSet,
  namedCredential,
  network,
  omniDataTransform,
  omniIntegrationProcedure,
  omniScript,
  omniUiCard,
  pathAssistant,
  permissionSet,
  permissionSetGroup,
  platformEventChannel,
  platformEventChannelMember,
  profile,
  queue,
  quickAction,
  remoteSiteSetting,
  report,
  reportFolder,
  reportType,
  restrictionRule,
  role,
  settings,
  sharingRules,
  standardValueSet,
  staticResource,
  territory2,
  territory2Model,
  territory2Rule,
  territory2Type,
  translations,
  workflow,
];

const ENTRIES: ReadonlyMap<string, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.type, entry]));

/** The entry of a type with documents of its own; undefined for child types and types that are not supported. */
export const entryOf = (type: string): CatalogueEntry | undefined => ENTRIES.get(type);

export type ChildType = { readonly parent: CatalogueEntry; readonly child: ChildEntry };

/** Types whose components lie in another type's documents, by their name. */
export const childTypes: ReadonlyMap<string, ChildType> = new Map(
  catalogue.flatMap((parent) => parent.children.map((child): [string, ChildType] => [child.type, { parent, child }]))
);

/** Setup pages of a type, be it a child type or not. */
export const setupPagesOf = (type: string): SetupPages | undefined =>
  entryOf(type)?.setup ?? childTypes.get(type)?.child.setup;
