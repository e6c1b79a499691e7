import type { CatalogueEntry, ChildEntry } from '../catalogueEntry.ts';

const child = (type: string, element: string, page?: string): ChildEntry => ({
  type,
  element,
  nameElement: 'fullName',
  setup: {
    ...(page !== undefined && { lightning: `/lightning/setup/${page}/page?address=%2F{id}` }),
    classic: '/{id}',
  },
});

/** The workflow rules of an object with the actions of rules, approvals, milestones and flows, by the object's name. */
export const workflow: CatalogueEntry = {
  type: 'Workflow',
  directory: 'workflows',
  suffix: 'workflow',
  owner: { type: 'CustomObject' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    child('WorkflowAlert', 'alerts', 'WorkflowEmails'),
    child('WorkflowFieldUpdate', 'fieldUpdates', 'WorkflowFieldUpdates'),
    child('WorkflowFlowAction', 'flowActions'),
    child('WorkflowKnowledgePublish', 'knowledgePublishes'),
    child('WorkflowOutboundMessage', 'outboundMessages', 'WorkflowOutboundMessaging'),
    child('WorkflowRule', 'rules', 'WorkflowRules'),
    child('WorkflowSend', 'send'),
    child('WorkflowTask', 'tasks', 'WorkflowTasks'),
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 3_000,
  // The lists of rules (source: Force Navigator).
  setup: {
    lightning: '/lightning/setup/WorkflowRules/home',
    classic: '/_ui/core/workflow/WorkflowSplashUi?EntityId=WorkflowRule',
  },
};
