import { AFTER_OBJECT, NAMED_AS_OBJECT, type Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

/** What the org does by itself: flows, workflow, approvals, the rules of cases and leads, entitlements. */
export const automation: Overrides = {
  /** Activating another version may leave the date as it was, so flows are read each time. */
  Flow: { expectedBytes: 4_000, expectedMs: 16, setup: setupPage('Flows') },
  /** Says which version of a flow is active. Only where the describe still has the type: the facts of a flow say it too. */
  FlowDefinition: { expectedBytes: 300, setup: setupPage('Flows') },
  FlowTest: { expectedBytes: 1_200 },
  // The list of categories (source: link collections of browser extensions).
  FlowCategory: { setup: setupList('FlowCategory') },
  /** Of the business rules engine. No source has a page for it in Setup. */
  DecisionTable: { expectedBytes: 1_000 },

  /** The workflow rules of an object with the actions of rules, approvals, milestones and flows, by the object's name. */
  Workflow: {
    owner: NAMED_AS_OBJECT,
    children: {
      WorkflowAlert: { setup: setupPage('WorkflowEmails') },
      WorkflowFieldUpdate: { setup: setupPage('WorkflowFieldUpdates') },
      WorkflowFlowAction: { setup: { classic: '/{id}' } },
      WorkflowKnowledgePublish: { setup: { classic: '/{id}' } },
      WorkflowOutboundMessage: { setup: setupPage('WorkflowOutboundMessaging') },
      WorkflowRule: { setup: setupPage('WorkflowRules') },
      WorkflowSend: { setup: { classic: '/{id}' } },
      WorkflowTask: { setup: setupPage('WorkflowTasks') },
    },
    expectedBytes: 3_000,
    // The lists of rules (source: Force Navigator).
    setup: setupList('WorkflowRules', '/_ui/core/workflow/WorkflowSplashUi?EntityId=WorkflowRule'),
  },
  ApprovalProcess: { owner: AFTER_OBJECT, expectedBytes: 2_500, setup: setupPage('ApprovalProcesses') },

  /** Assignment rules of cases or leads, by the name of the object. */
  AssignmentRules: {
    owner: NAMED_AS_OBJECT,
    children: { AssignmentRule: { setup: setupPage('{parent}Rules') } },
    expectedBytes: 1_500,
    setup: setupList('{name}Rules'),
  },
  /** Auto-response rules of cases or leads, by the name of the object. */
  AutoResponseRules: {
    owner: NAMED_AS_OBJECT,
    children: { AutoResponseRule: { setup: setupPage('{parent}Responses') } },
    expectedBytes: 1_500,
    setup: setupList('{name}Responses'),
  },
  /** Escalation rules of cases, by the name of the object. */
  EscalationRules: {
    owner: NAMED_AS_OBJECT,
    children: { EscalationRule: { setup: setupPage('{parent}EscRules') } },
    expectedBytes: 1_500,
    setup: setupList('{name}EscRules'),
  },
  /** Each version is a component of its own; only the first goes without its number in the name. */
  EntitlementProcess: { expectedBytes: 2_000, setup: setupPage('EntitlementProcesses') },

  CustomNotificationType: { setup: setupList('CustomNotifications') },
};
