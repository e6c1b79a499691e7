import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { criterionField } from './namesInObject.ts';
import { principalRules } from './principalRules.ts';
import { flag, number, reading, text } from './readAttributes.ts';

export const workflowTask: ComponentReader = {
  label: ({ element }) => textOf(element, 'subject'),
  attributes: reading({
    assignedTo: text('assignedTo'),
    assignedToType: text('assignedToType'),
    dueDateOffset: number('dueDateOffset'),
    offsetFromField: text('offsetFromField'),
    priority: text('priority'),
    status: text('status'),
    notifyAssignee: flag('notifyAssignee'),
    protected: flag('protected'),
  }),
  mentions: mentionsBy([
    { path: 'offsetFromField', kind: 'reads', type: 'CustomField', name: criterionField },
    ...principalRules('assignedTo', 'assignedToType'),
  ]),
};
