import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownCustomField } from './namesInObject.ts';
import { objects, reading, text, texts } from './readAttributes.ts';
import { sharedTo } from './sharedTo.ts';

export const listView: ComponentReader = {
  attributes: reading({
    scope: text('filterScope'),
    columns: texts('columns'),
    filters: objects('filters', { field: text('field'), operation: text('operation'), value: text('value') }),
    booleanFilter: text('booleanFilter'),
    queue: text('queue'),
    sharedTo,
  }),
  mentions: mentionsBy([
    { path: 'columns', kind: 'displays', type: 'CustomField', name: ownCustomField },
    { path: 'filters.field', kind: 'filters', type: 'CustomField', name: ownCustomField },
    { path: 'queue', kind: 'refers to', type: 'Queue' },
  ]),
};
