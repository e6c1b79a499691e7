import { apexClass } from './apexClass.ts';
import { apexTrigger } from './apexTrigger.ts';
import { approvalProcess } from './approvalProcess.ts';
import { auraDefinitionBundle } from './auraDefinitionBundle.ts';
import { bigObjectIndex } from './bigObjectIndex.ts';
import { businessProcess } from './businessProcess.ts';
import { compactLayout } from './compactLayout.ts';
import type { ComponentReader } from './componentReader.ts';
import { contentAsset } from './contentAsset.ts';
import { customField } from './customField.ts';
import { customLabel } from './customLabel.ts';
import { customMetadata } from './customMetadata.ts';
import { customObject } from './customObject.ts';
import { document } from './document.ts';
import { duplicateRule } from './duplicateRule.ts';
import { entitlementProcess } from './entitlementProcess.ts';
import { entryRule } from './entryRule.ts';
import { fieldSet } from './fieldSet.ts';
import { flow } from './flow.ts';
import { folder } from './folder.ts';
import { globalValueSet } from './globalValueSet.ts';
import { layout } from './layout.ts';
import { lightningComponentBundle } from './lightningComponentBundle.ts';
import { lightningMessageChannel } from './lightningMessageChannel.ts';
import { listView } from './listView.ts';
import { matchingRule } from './matchingRule.ts';
import { permissionSet } from './permissionSet.ts';
import { profile } from './profile.ts';
import { quickAction } from './quickAction.ts';
import { recordType } from './recordType.ts';
import { report } from './report.ts';
import { rulesOfObject } from './rulesOfObject.ts';
import { standardValueSet } from './standardValueSet.ts';
import { staticResource } from './staticResource.ts';
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
  ['ApexTrigger', apexTrigger],
  ['ApprovalProcess', approvalProcess],
  ['AssignmentRule', entryRule],
  ['AssignmentRules', rulesOfObject],
  ['AuraDefinitionBundle', auraDefinitionBundle],
  ['AutoResponseRule', entryRule],
  ['AutoResponseRules', rulesOfObject],
  ['BusinessProcess', businessProcess],
  ['CompactLayout', compactLayout],
  ['ContentAsset', contentAsset],
  ['CustomField', customField],
  ['CustomLabel', customLabel],
  ['CustomMetadata', customMetadata],
  ['CustomObject', customObject],
  ['DashboardFolder', folder],
  ['Document', document],
  ['DocumentFolder', folder],
  ['DuplicateRule', duplicateRule],
  ['EmailFolder', folder],
  ['EntitlementProcess', entitlementProcess],
  ['EscalationRule', entryRule],
  ['EscalationRules', rulesOfObject],
  ['FieldSet', fieldSet],
  ['Flow', flow],
  ['GlobalValueSet', globalValueSet],
  ['Index', bigObjectIndex],
  ['Layout', layout],
  ['LightningComponentBundle', lightningComponentBundle],
  ['LightningMessageChannel', lightningMessageChannel],
  ['ListView', listView],
  ['MatchingRule', matchingRule],
  ['MatchingRules', rulesOfObject],
  ['PermissionSet', permissionSet],
  ['Profile', profile],
  ['QuickAction', quickAction],
  ['RecordType', recordType],
  ['Report', report],
  ['ReportFolder', folder],
  ['StandardValueSet', standardValueSet],
  ['StaticResource', staticResource],
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
