import type { ComponentReader } from './reader.ts';
import {
  customPermission,
  mutingPermissionSet,
  permissionSet,
  permissionSetGroup,
  profile,
} from './types/access/permissions.ts';
import {
  delegateGroup,
  fieldRestrictionRule,
  group,
  queue,
  restrictionRule,
  role,
  sharingRule,
} from './types/access/sharing.ts';
import { territory2, territory2Model, territory2Rule, territory2Type } from './types/access/territories.ts';
import { userAccessPolicy } from './types/access/userAccessPolicy.ts';
import {
  bot,
  botVersion,
  genAiFunction,
  genAiPlanner,
  genAiPlugin,
  genAiPromptTemplate,
} from './types/automation/agents.ts';
import { decisionTable } from './types/automation/decisionTable.ts';
import { flow, flowCategory, flowDefinition, flowTest } from './types/automation/flow.ts';
import { omniDataTransform, omniProcess, omniUiCard } from './types/automation/omniStudio.ts';
import { approvalProcess, entitlementProcess } from './types/automation/processes.ts';
import { duplicateRule, entryRule, matchingRule, rulesOfObject, validationRule } from './types/automation/rules.ts';
import {
  workflowAlert,
  workflowFieldUpdate,
  workflowFlowAction,
  workflowOutboundMessage,
  workflowPublication,
  workflowRule,
  workflowTask,
} from './types/automation/workflow.ts';
import { apexClass, apexEmailNotifications, apexTestSuite, apexTrigger } from './types/code/apex.ts';
import { auraDefinitionBundle } from './types/code/aura.ts';
import { lightningTypeBundle } from './types/code/lightningType.ts';
import { lightningComponentBundle, lightningMessageChannel } from './types/code/lwc.ts';
import { visualforce } from './types/code/visualforce.ts';
import { dashboard, report, reportType } from './types/content/analytics.ts';
import { emailTemplate } from './types/content/emailTemplate.ts';
import { contentAsset, document, folder, letterhead, staticResource } from './types/content/files.ts';
import {
  cspTrustedSite,
  customNotificationType,
  externalServiceRegistration,
  installedPackage,
  platformEventChannel,
  platformEventChannelMember,
  remoteSiteSetting,
} from './types/integration/connections.ts';
import { connectedApp, externalCredential, namedCredential } from './types/integration/credentials.ts';
import { digitalExperienceBundle } from './types/integration/digitalExperience.ts';
import { authProvider, samlSsoConfig } from './types/integration/signIn.ts';
import { customSite, network } from './types/integration/sites.ts';
import { customField, globalValueSet, standardValueSet } from './types/objects/customField.ts';
import { customObject } from './types/objects/customObject.ts';
import {
  bigObjectIndex,
  businessProcess,
  compactLayout,
  fieldSet,
  listView,
  recordType,
  webLink,
} from './types/objects/objectParts.ts';
import { customMetadata, settings } from './types/objects/records.ts';
import { customLabel, customObjectTranslation, translations } from './types/objects/translations.ts';
import {
  brandingSet,
  customHelpMenuSection,
  homePageComponent,
  homePageLayout,
  lightningExperienceTheme,
  pathAssistant,
} from './types/ui/appearance.ts';
import { flexiPage } from './types/ui/flexiPage.ts';
import { layout } from './types/ui/layout.ts';
import { appMenu, customApplication, customTab } from './types/ui/navigation.ts';
import { quickAction } from './types/ui/quickAction.ts';

/** Types that are read in a way of their own; all others give label, description and text alone. */
export const readers: ReadonlyMap<string, ComponentReader> = new Map<string, ComponentReader>([
  ['ApexClass', apexClass],
  ['ApexComponent', visualforce],
  ['ApexEmailNotifications', apexEmailNotifications],
  ['ApexPage', visualforce],
  ['ApexTestSuite', apexTestSuite],
  ['ApexTrigger', apexTrigger],
  ['AppMenu', appMenu],
  ['ApprovalProcess', approvalProcess],
  ['AssignmentRule', entryRule],
  ['AssignmentRules', rulesOfObject],
  ['AuraDefinitionBundle', auraDefinitionBundle],
  ['AuthProvider', authProvider],
  ['AutoResponseRule', entryRule],
  ['AutoResponseRules', rulesOfObject],
  ['Bot', bot],
  ['BotVersion', botVersion],
  ['BrandingSet', brandingSet],
  ['BusinessProcess', businessProcess],
  ['CompactLayout', compactLayout],
  ['ConnectedApp', connectedApp],
  ['ContentAsset', contentAsset],
  ['CspTrustedSite', cspTrustedSite],
  ['CustomApplication', customApplication],
  ['CustomField', customField],
  ['CustomHelpMenuSection', customHelpMenuSection],
  ['CustomLabel', customLabel],
  ['CustomMetadata', customMetadata],
  ['CustomNotificationType', customNotificationType],
  ['CustomObject', customObject],
  ['CustomObjectTranslation', customObjectTranslation],
  ['CustomPageWebLink', webLink],
  ['CustomPermission', customPermission],
  ['CustomSite', customSite],
  ['CustomTab', customTab],
  ['Dashboard', dashboard],
  ['DashboardFolder', folder],
  ['DecisionTable', decisionTable],
  ['DelegateGroup', delegateGroup],
  ['DigitalExperienceBundle', digitalExperienceBundle],
  ['Document', document],
  ['DocumentFolder', folder],
  ['DuplicateRule', duplicateRule],
  ['EmailFolder', folder],
  ['EmailTemplate', emailTemplate],
  ['EntitlementProcess', entitlementProcess],
  ['EscalationRule', entryRule],
  ['EscalationRules', rulesOfObject],
  ['ExternalCredential', externalCredential],
  ['ExternalServiceRegistration', externalServiceRegistration],
  ['FieldRestrictionRule', fieldRestrictionRule],
  ['FieldSet', fieldSet],
  ['FlexiPage', flexiPage],
  ['Flow', flow],
  ['FlowCategory', flowCategory],
  ['FlowDefinition', flowDefinition],
  ['FlowTest', flowTest],
  ['GenAiFunction', genAiFunction],
  ['GenAiPlanner', genAiPlanner],
  ['GenAiPlannerBundle', genAiPlanner],
  ['GenAiPlugin', genAiPlugin],
  ['GenAiPromptTemplate', genAiPromptTemplate],
  ['GlobalValueSet', globalValueSet],
  ['Group', group],
  ['HomePageComponent', homePageComponent],
  ['HomePageLayout', homePageLayout],
  ['Index', bigObjectIndex],
  ['InstalledPackage', installedPackage],
  ['Layout', layout],
  ['Letterhead', letterhead],
  ['LightningComponentBundle', lightningComponentBundle],
  ['LightningExperienceTheme', lightningExperienceTheme],
  ['LightningMessageChannel', lightningMessageChannel],
  ['LightningTypeBundle', lightningTypeBundle],
  ['ListView', listView],
  ['MatchingRule', matchingRule],
  ['MatchingRules', rulesOfObject],
  ['MutingPermissionSet', mutingPermissionSet],
  ['NamedCredential', namedCredential],
  ['Network', network],
  ['OmniDataTransform', omniDataTransform],
  ['OmniIntegrationProcedure', omniProcess],
  ['OmniScript', omniProcess],
  ['OmniUiCard', omniUiCard],
  ['PathAssistant', pathAssistant],
  ['PermissionSet', permissionSet],
  ['PermissionSetGroup', permissionSetGroup],
  ['PlatformEventChannel', platformEventChannel],
  ['PlatformEventChannelMember', platformEventChannelMember],
  ['Profile', profile],
  ['Queue', queue],
  ['QuickAction', quickAction],
  ['RecordType', recordType],
  ['RemoteSiteSetting', remoteSiteSetting],
  ['Report', report],
  ['ReportFolder', folder],
  ['ReportType', reportType],
  ['RestrictionRule', restrictionRule],
  ['Role', role],
  ['SamlSsoConfig', samlSsoConfig],
  ['Settings', settings],
  ['SharingCriteriaRule', sharingRule],
  ['SharingGuestRule', sharingRule],
  ['SharingOwnerRule', sharingRule],
  ['SharingRules', rulesOfObject],
  ['SharingTerritoryRule', sharingRule],
  ['StandardValueSet', standardValueSet],
  ['StaticResource', staticResource],
  ['Territory2', territory2],
  ['Territory2Model', territory2Model],
  ['Territory2Rule', territory2Rule],
  ['Territory2Type', territory2Type],
  ['Translations', translations],
  ['UserAccessPolicy', userAccessPolicy],
  ['ValidationRule', validationRule],
  ['WebLink', webLink],
  ['Workflow', rulesOfObject],
  ['WorkflowAlert', workflowAlert],
  ['WorkflowFieldUpdate', workflowFieldUpdate],
  ['WorkflowFlowAction', workflowFlowAction],
  ['WorkflowKnowledgePublish', workflowPublication],
  ['WorkflowOutboundMessage', workflowOutboundMessage],
  ['WorkflowRule', workflowRule],
  ['WorkflowSend', workflowPublication],
  ['WorkflowTask', workflowTask],
]);
