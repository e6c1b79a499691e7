import type { ComponentReader } from './componentReader.ts';
import { criteria } from './criteria.ts';
import { mentionsBy } from './mentionRules.ts';
import { criterionField } from './namesInObject.ts';
import { flag, number, objects, reading, text } from './readAttributes.ts';
import { workflowActionRules, workflowActions } from './workflowActions.ts';

export const workflowRule: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    triggerType: text('triggerType'),
    ...criteria,
    actions: workflowActions('actions'),
    timeTriggers: objects('workflowTimeTriggers', {
      timeLength: number('timeLength'),
      unit: text('workflowTimeTriggerUnit'),
      offsetFromField: text('offsetFromField'),
      actions: workflowActions('actions'),
    }),
  }),
  mentions: mentionsBy([
    { path: 'criteriaItems.field', kind: 'filters', type: 'CustomField', name: criterionField },
    ...workflowActionRules('actions'),
    { path: 'workflowTimeTriggers.offsetFromField', kind: 'reads', type: 'CustomField', name: criterionField },
    ...workflowActionRules('workflowTimeTriggers.actions'),
  ]),
};
