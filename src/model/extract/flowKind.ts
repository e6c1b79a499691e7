import { childOf, textOf } from '../xmlElement.ts';
import type { AttributeReader } from './readAttributes.ts';

/** By process type. What Process Builder made is a flow too, but can't be opened as one. */
const BY_PROCESS_TYPE: ReadonlyMap<string, string> = new Map([
  ['AutoLaunchedFlow', 'autolaunched flow'],
  ['CustomEvent', 'process'],
  ['Flow', 'screen flow'],
  ['InvocableProcess', 'process'],
  ['Orchestrator', 'orchestration'],
  ['Workflow', 'process'],
]);

/** By what starts an autolaunched flow. */
const BY_TRIGGER: ReadonlyMap<string, string> = new Map([
  ['PlatformEvent', 'platform event-triggered flow'],
  ['RecordAfterSave', 'record-triggered flow'],
  ['RecordBeforeDelete', 'record-triggered flow'],
  ['RecordBeforeSave', 'record-triggered flow'],
  ['Scheduled', 'schedule-triggered flow'],
]);

/** What people call it: `process` for those of Process Builder, `screen flow`; `flow` for what is rarer. */
export const flowKind: AttributeReader = (element) => {
  const start = childOf(element, 'start');
  const processType = textOf(element, 'processType') ?? '';
  const kind = BY_PROCESS_TYPE.get(processType) ?? 'flow';
  const triggered = BY_TRIGGER.get((start && textOf(start, 'triggerType')) ?? '');
  return processType === 'AutoLaunchedFlow' ? (triggered ?? kind) : kind;
};
