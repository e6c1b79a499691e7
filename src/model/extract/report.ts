import type { ComponentReader, SubjectMention } from './componentReader.ts';
import { fieldFullName } from './fieldFullName.ts';
import { filedIn } from './filedIn.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { flag, number, objects, readAttributes, reading, text, texts, within } from './readAttributes.ts';

const grouping = { field: text('field'), granularity: text('dateGranularity') };
const filter = { column: text('column'), operator: text('operator'), value: text('value') };

const inFolder = filedIn('ReportFolder');

/**
 * Custom fields stand as `Object.Field__c`, in reports on custom report types as `Object$Field__c`. Everything else
 * is a code, or a path whose meaning depends on the report type.
 */
const column: Naming = (name) => {
  const [, object, field] = /^([a-z]\w*)[.$](\w+__p?c)$/i.exec(name) ?? [];
  return object && field ? fieldFullName(object, field) : undefined;
};

const said = mentionsBy([
  {
    path: 'reportType',
    kind: 'refers to',
    type: 'ReportType',
    // Only a type's own name ends like this; `Parent__c$Child__c` and the like are made up by Salesforce.
    name: (type) => (/^\w+__c$/i.test(type) ? type.slice(0, -'__c'.length) : undefined),
  },
  { path: 'columns.field', kind: 'displays', type: 'CustomField', name: column },
  { path: 'groupingsDown.field', kind: 'displays', type: 'CustomField', name: column },
  { path: 'groupingsAcross.field', kind: 'displays', type: 'CustomField', name: column },
  { path: 'filter.criteriaItems.column', kind: 'filters', type: 'CustomField', name: column },
  { path: 'timeFrameFilter.dateColumn', kind: 'filters', type: 'CustomField', name: column },
]);

export const report: ComponentReader = {
  attributes: reading({
    reportType: text('reportType'),
    format: text('format'),
    columns: texts('columns.field'),
    groupingsDown: objects('groupingsDown', grouping),
    groupingsAcross: objects('groupingsAcross', grouping),
    filters: within('filter', objects('criteriaItems', filter)),
    filterLogic: within('filter', text('booleanFilter')),
    crossFilters: objects('crossFilters', {
      operation: text('operation'),
      table: text('relatedTable'),
      filters: objects('criteriaItems', filter),
    }),
    timeFrame: within('timeFrameFilter', (frame) =>
      readAttributes(frame, { column: text('dateColumn'), interval: text('interval') })
    ),
    summaryFormulas: objects('aggregates', {
      name: text('developerName'),
      label: text('masterLabel'),
      formula: text('calculatedFormula'),
    }),
    rowFormulas: objects('customDetailFormulas', {
      name: text('developerName'),
      label: text('label'),
      formula: text('calculatedFormula'),
    }),
    buckets: texts('buckets.masterLabel'),
    sortColumn: text('sortColumn'),
    scope: text('scope'),
    rowLimit: number('rowLimit'),
    showDetails: flag('showDetails'),
    chart: within('chart', text('chartType')),
  }),
  mentions: (subject): SubjectMention[] => [...inFolder(subject), ...said(subject)],
};
