import type { CatalogueEntry } from '../catalogueEntry.ts';

export const approvalProcess: CatalogueEntry = {
  type: 'ApprovalProcess',
  directory: 'approvalProcesses',
  suffix: 'approvalProcess',
  owner: { type: 'CustomObject', until: '.' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 2_500,
  setup: { lightning: '/lightning/setup/ApprovalProcesses/page?address=%2F{id}', classic: '/{id}' },
};
