import { apexClass } from './apexClass.ts';
import { apexTestSuite } from './apexTestSuite.ts';
import { apexTrigger } from './apexTrigger.ts';
import { appMenu } from './appMenu.ts';
import { approvalProcess } from './approvalProcess.ts';
import { auraDefinitionBundle } from './auraDefinitionBundle.ts';
import { bigObjectIndex } from './bigObjectIndex.ts';
import { bot } from './bot.ts';
import { botVersion } from './botVersion.ts';
import { brandingSet } from './brandingSet.ts';
import { businessProcess } from './businessProcess.ts';
import { compactLayout } from './compactLayout.ts';
import type { ComponentReader } from './componentReader.ts';
import { connectedApp } from './connectedApp.ts';
import { contentAsset } from './contentAsset.ts';
import { cspTrustedSite } from './cspTrustedSite.ts';
import { customApplication } from './customApplication.ts';
import { customField } from './customField.ts';
import { customHelpMenuSection } from './customHelpMenuSection.ts';
import { customLabel } from './customLabel.ts';
import { customMetadata } from './customMetadata.ts';
import { customNotificationType } from './customNotificationType.ts';
import { customObject } from './customObject.ts';
import { customObjectTranslation } from './customObjectTranslation.ts';
import { customPermission } from './customPermission.ts';
import { customSite } from './customSite.ts';
import { customTab } from './customTab.ts';
import { dashboard } from './dashboard.ts';
import { delegateGroup } from './delegateGroup.ts';
import { document } from './document.ts';
import { duplicateRule } from './duplicateRule.ts';
import { emailTemplate } from './emailTemplate.ts';
import { entitlementProcess } from './entitlementProcess.ts';
import { entryRule } from './entryRule.ts';
import { externalCredential } from './externalCredential.ts';
import { fieldSet } from './fieldSet.ts';
import { flexiPage } from './flexiPage.ts';
import { flow } from './flow.ts';
import { flowDefinition } from './flowDefinition.ts';
import { flowTest } from './flowTest.ts';
import { folder } from './folder.ts';
import { genAiFunction } from './genAiFunction.ts';
import { genAiPlanner } from './genAiPlanner.ts';
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
import { listView } from './listView.ts';
import { matchingRule } from './matchingRule.ts';
import { mutingPermissionSet } from './mutingPermissionSet.ts';
import { namedCredential } from './namedCredential.ts';
import { network } from './network.ts';
import { omniDataTransform } from './omniDataTransform.ts';
import { omniProcess } from './omniProcess.ts';
import { omniUiCard } from './omniUiCard.ts';
import { pathAssistant } from './pathAssistant.ts';
import { permissionSet } from './permissionSet.ts';
import { permissionSetGroup } from './permissionSetGroup.ts';
import { platformEventChannel } from './platformEventChannel.ts';
import { platformEventChannelMember } from './platformEventChannelMember.ts';
import { profile } from './profile.ts';
import { queue } from './queue.ts';
import { quickAction } from './quickAction.ts';
import { recordType } from './recordType.ts';
import { remoteSiteSetting } from './remoteSiteSetting.ts';
import { report } from './report.ts';
import { reportType } from './reportType.ts';
import { restrictionRule } from './restrictionRule.ts';
import { role } from './role.ts';
import { rulesOfObject } from './rulesOfObject.ts';
import { settings } from './settings.ts';
import { sharingRule } from './sharingRule.ts';
import { standardValueSet } from './standardValueSet.ts';
import { staticResource } from './staticResource.ts';
import { territory2 } from './territory2.ts';
import { territory2Model } from './territory2Model.ts';
import { territory2Rule } from './territory2Rule.ts';
import { territory2Type } from './territory2Type.ts';
import { translations } from './translations.ts';
import { validationRule } from './validationRule.ts';
import { visualforce } from './visualforce.ts';
import { webLink } from './webLink.ts';
import { workflowAlert } from './workflowAlert.ts';
import { workflowFieldUpdate } from './workflowFieldUpdate.ts';
import { workflowFlowAction } from './workflowFlowAction.ts';
import { workflowOutboundMessage } from './workflowOutboundMessage.ts';
import { workflowPublication } from './workflowPublication.ts';
import { workflowRule } from './workflowRule.ts';
import { workflowTask } from './workflowTask.ts';

/** Types that are read in a way of their own; all others give label, description and text alone. */
export const readers: ReadonlyMap<string, ComponentReader> = new Map<string, ComponentReader>([
  ['ApexClass', apexClass],
  ['ApexComponent', visualforce],
  ['ApexPage', visualforce],
  ['ApexTestSuite', apexTestSuite],
  ['ApexTrigger', apexTrigger],
  ['AppMenu', appMenu],
  ['ApprovalProcess', approvalProcess],
  ['AssignmentRule', entryRule],
  ['AssignmentRules', rulesOfObject],
  ['AuraDefinitionBundle', auraDefinitionBundle],
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
  ['DelegateGroup', delegateGroup],
  ['Document', document],
  ['DocumentFolder', folder],
  ['DuplicateRule', duplicateRule],
  ['EmailFolder', folder],
  ['EmailTemplate', emailTemplate],
  ['EntitlementProcess', entitlementProcess],
  ['EscalationRule', entryRule],
  ['EscalationRules', rulesOfObject],
  ['ExternalCredential', externalCredential],
  ['FieldSet', fieldSet],
  ['FlexiPage', flexiPage],
  ['Flow', flow],
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
