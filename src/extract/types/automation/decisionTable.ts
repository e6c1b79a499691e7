import { childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { flag, objects, reading, text, number, type AttributeReader } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';

const COLUMN = 'decisionTableParameters';

/** Names of the columns of one use: `INPUT`, `OUTPUT` or `ROWCRITERIA`. */
const columns =
  (usage: string): AttributeReader =>
  (element) => {
    const names = childrenOf(element, COLUMN)
      .filter((each) => textOf(each, 'usage') === usage)
      .flatMap((each) => textOf(each, 'fieldName') ?? []);
    return names.length > 0 ? names : undefined;
  };

/** Tables made of a file or of a context have no object, and say `CSV` or the like in its place. */
const WITHOUT_OBJECT: ReadonlySet<string> = new Set(['ContextDefinition', 'CsvUpload']);

const sourceObject = (table: XmlElement): string | undefined =>
  WITHOUT_OBJECT.has(textOf(table, 'dataSourceType') ?? '') ? undefined : textOf(table, 'sourceObject');

/** The object that fields are those of unless they say another one; of several objects each field has to say it. */
const onlyObject = (table: XmlElement): string | undefined =>
  textOf(table, 'dataSourceType') === 'MultipleSobjects' ? undefined : sourceObject(table);

/** A column may say its field as a path, with its object in front where the column names one. */
const columnField =
  (...usages: readonly string[]): Naming =>
  (name, { parent, subject }) => {
    const object = textOf(parent, 'domainObject') ?? onlyObject(subject.element);
    if (object === undefined || !usages.includes(textOf(parent, 'usage') ?? '')) return undefined;
    const path = textOf(parent, 'fieldPath') ?? name;
    return fieldFullName(object, path.startsWith(`${object}.`) ? path.slice(object.length + 1) : path);
  };

/**
 * Rules of a business rules engine as a table. When its data were refreshed last, and how that went, are no attributes:
 * they say nothing of what is configured.
 */
export const decisionTable: ComponentReader = {
  label: ({ element }) => textOf(element, 'setupName'),
  attributes: reading({
    status: text('status'),
    type: text('type'),
    usageType: text('usageType'),
    dataSourceType: text('dataSourceType'),
    sourceObject: text('sourceObject'),
    executionType: text('executionType'),
    filterResultBy: text('filterResultBy'),
    collectOperator: text('collectOperator'),
    conditionType: text('conditionType'),
    conditionCriteria: text('conditionCriteria'),
    inputs: columns('INPUT'),
    outputs: columns('OUTPUT'),
    rowCriteria: columns('ROWCRITERIA'),
    sourceCriteria: objects('decisionTableSourceCriterias', {
      sequence: number('sequenceNumber'),
      field: text('sourceFieldName'),
      operator: text('operator'),
      value: text('value'),
      valueType: text('valueType'),
    }),
    sourceConditionLogic: text('sourceConditionLogic'),
    doesConsiderNullValue: flag('doesConsiderNullValue'),
    isIncrementalSyncEnabled: flag('isIncrementalSyncEnabled'),
    isVersioned: flag('isVersioned'),
  }),
  mentions: mentionsBy([
    { path: 'sourceObject', kind: 'reads', type: 'CustomObject', name: (_, { parent }) => sourceObject(parent) },
    { path: `${COLUMN}.domainObject`, kind: 'reads', type: 'CustomObject' },
    { path: `${COLUMN}.fieldName`, kind: 'filters', type: 'CustomField', name: columnField('INPUT') },
    { path: `${COLUMN}.fieldName`, kind: 'reads', type: 'CustomField', name: columnField('OUTPUT', 'ROWCRITERIA') },
    {
      path: 'decisionTableSourceCriterias.sourceFieldName',
      kind: 'filters',
      type: 'CustomField',
      name: (name, { subject }) => {
        const object = onlyObject(subject.element);
        return object && fieldFullName(object, name);
      },
    },
  ]),
};
