import { apexClass } from './apexClass.ts';
import { apexTrigger } from './apexTrigger.ts';
import { approvalProcess } from './approvalProcess.ts';
import { bigObjectIndex } from './bigObjectIndex.ts';
import { businessProcess } from './businessProcess.ts';
import { compactLayout } from './compactLayout.ts';
import type { ComponentReader } from './componentReader.ts';
import { customField } from './customField.ts';
import { customLabel } from './customLabel.ts';
import { customObject } from './customObject.ts';
import { duplicateRule } from './duplicateRule.ts';
import { entitlementProcess } from './entitlementProcess.ts';
import { entryRule } from './entryRule.ts';
import { fieldSet } from './fieldSet.ts';
import { flow } from './flow.ts';

import { layout } from './layout.ts';
import { listView } from './listView.ts';
import { matchingRule } from './matchingRule.ts';
import { permissionSet } from './permissionSet.ts';
import { profile } from './profile.ts';
import { recordType } from './recordType.ts';
import { report } from './report.ts';
import { reportFolder } from './reportFolder.ts';
import { rulesOfObject } from './rulesOfObject.ts';
import { validationRule } from './validationRule.ts';
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
  ['ApexTrigger', apexTrigger],
  ['ApprovalProcess', approvalProcess],
  ['AssignmentRule', entryRule],
  ['AssignmentRules', rulesOfObject],
  ['AutoResponseRule', entryRule],
  ['AutoResponseRules', rulesOfObject],
  ['BusinessProcess', businessProcess],
  ['CompactLayout', compactLayout],
  ['CustomField', customField],
  ['CustomLabel', customLabel],
  ['CustomObject', customObject],
  ['DuplicateRule', duplicateRule],
  ['EntitlementProcess', entitlementProcess],
  ['EscalationRule', entryRule],
  ['EscalationRules', rulesOfObject],
  ['FieldSet', fieldSet],
  ['Flow', flow],
  ['Index', bigObjectIndex],
  ['Layout', layout],
  ['ListView', listView],
  ['MatchingRule', matchingRule],
  ['MatchingRules', rulesOfObject],
  ['PermissionSet', permissionSet],
  ['Profile', profile],
  ['RecordType', recordType],
  ['Report', report],
  ['ReportFolder', reportFolder],
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
