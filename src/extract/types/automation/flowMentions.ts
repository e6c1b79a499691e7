import type { ReferenceKind } from '../../../model/extraction.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { elementsAt } from '../../attributes.ts';
import { mentionsBy, type MentionRule } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { Subject, SubjectMention } from '../../reader.ts';

/** Object or platform event that starts a flow; processes of Process Builder say it in a metadata value of their own. */
export const flowTriggerObject = (flow: XmlElement): string | undefined => {
  const start = childOf(flow, 'start');
  const object = start && textOf(start, 'object');
  if (object !== undefined) return object;
  const named = childrenOf(flow, 'processMetadataValues').find((value) => textOf(value, 'name') === 'ObjectType');
  const value = named && childOf(named, 'value');
  return value && textOf(value, 'stringValue');
};

/**
 * The object behind each name that stands for a record or a collection of records in a flow: the triggering record,
 * record variables, what a lookup stores, and what a loop or filter takes from these.
 */
const flowRecords = (flow: XmlElement): ReadonlyMap<string, string> => {
  const objects = new Map<string, string>();
  const add = (name: string | undefined, object: string | undefined): void => {
    if (name !== undefined && object !== undefined) objects.set(name, object);
  };
  const trigger = flowTriggerObject(flow);
  add('$Record', trigger);
  add('$Record__Prior', trigger);
  for (const variable of childrenOf(flow, 'variables')) add(textOf(variable, 'name'), textOf(variable, 'objectType'));
  for (const lookup of childrenOf(flow, 'recordLookups')) add(textOf(lookup, 'name'), textOf(lookup, 'object'));
  for (const element of ['collectionProcessors', 'loops']) {
    for (const taker of childrenOf(flow, element)) {
      add(textOf(taker, 'name'), objects.get(textOf(taker, 'collectionReference') ?? ''));
    }
  }
  return objects;
};

/** Elements that work on records of one object: what they do with the object, and with the fields at which paths. */
const RECORD_ELEMENTS: ReadonlyArray<{
  readonly element: string;
  readonly kind: ReferenceKind;
  readonly fields: { readonly [path: string]: ReferenceKind };
}> = [
  {
    element: 'recordLookups',
    kind: 'reads',
    fields: {
      'filters.field': 'filters',
      'outputAssignments.field': 'reads',
      queriedFields: 'reads',
      sortField: 'reads',
    },
  },
  {
    element: 'recordCreates',
    kind: 'writes',
    fields: { 'filters.field': 'filters', 'inputAssignments.field': 'writes', upsertExternalIdField: 'filters' },
  },
  {
    element: 'recordUpdates',
    kind: 'writes',
    fields: { 'filters.field': 'filters', 'inputAssignments.field': 'writes' },
  },
  { element: 'recordDeletes', kind: 'writes', fields: { 'filters.field': 'filters' } },
  {
    element: 'dynamicChoiceSets',
    kind: 'reads',
    fields: {
      'filters.field': 'filters',
      'outputAssignments.field': 'reads',
      displayField: 'reads',
      sortField: 'reads',
      valueField: 'reads',
    },
  },
  {
    element: 'start',
    kind: 'runs on',
    fields: { 'filters.field': 'filters', 'scheduledPaths.recordField': 'reads' },
  },
];

type Records = ReadonlyMap<string, string>;

const recordMentions = (flow: XmlElement, records: Records): SubjectMention[] =>
  RECORD_ELEMENTS.flatMap(({ element: name, kind, fields }) =>
    childrenOf(flow, name).flatMap((element) => {
      const object = textOf(element, 'object') ?? records.get(textOf(element, 'inputReference') ?? '');
      if (object === undefined) return [];
      const own: SubjectMention = { kind, type: 'CustomObject', fullName: object, place: name };
      return [own, ...fieldMentions(element, object, fields)];
    })
  );

const fieldMentions = (
  element: XmlElement,
  object: string,
  fields: { readonly [path: string]: ReferenceKind }
): SubjectMention[] =>
  Object.entries(fields).flatMap(([path, kind]) =>
    elementsAt(element, path)
      .filter((field) => field.text !== '')
      .map((field) => ({
        kind,
        type: 'CustomField',
        fullName: fieldFullName(object, field.text),
        place: `${element.name}.${path}`,
      }))
  );

/** Elements anywhere in a flow whose text is a reference (`$Record.Amount`, `varAccount.Name`, `$Label.Greeting`). */
const REFERENCES: ReadonlyMap<string, ReferenceKind> = new Map([
  ['assignToReference', 'writes'],
  ['elementReference', 'reads'],
  ['leftValueReference', 'reads'],
  ['objectFieldReference', 'reads'],
]);

const referenceMentions = (flow: XmlElement, records: Records): SubjectMention[] => {
  const mentions: SubjectMention[] = [];
  for (const { parent, element } of flow.allWithin(REFERENCES)) {
    const kind = REFERENCES.get(element.name);
    const target = kind && targetOf(element.text, records);
    if (kind && target) mentions.push({ kind, ...target, place: `${parent.name}.${element.name}` });
  }
  return mentions;
};

const targetOf = (reference: string, records: Records): { type: string; fullName: string } | undefined => {
  const [first = '', second, third, fourth] = reference.split('.');
  if (!second) return undefined;
  const object = records.get(first);
  if (object) return { type: 'CustomField', fullName: fieldFullName(object, reference.slice(first.length + 1)) };
  switch (first) {
    case '$Label':
      return { type: 'CustomLabel', fullName: second };
    case '$Permission':
      return { type: 'CustomPermission', fullName: second };
    case '$User':
      return { type: 'CustomField', fullName: `User.${second}` };
    case '$Setup':
      return third ? { type: 'CustomField', fullName: `${second}.${third}` } : undefined;
    case '$CustomMetadata':
      return fourth ? { type: 'CustomField', fullName: `${second}.${fourth}` } : undefined;
    default:
      return undefined;
  }
};

const ofType =
  (actionType: string): MentionRule['name'] =>
  (name, { parent }) =>
    textOf(parent, 'actionType') === actionType ? name : undefined;

const called = mentionsBy([
  { path: 'subflows.flowName', kind: 'calls', type: 'Flow' },
  { path: 'actionCalls.actionName', kind: 'calls', type: 'ApexClass', name: ofType('apex') },
  { path: 'actionCalls.actionName', kind: 'calls', type: 'WorkflowAlert', name: ofType('emailAlert') },
  { path: 'actionCalls.actionName', kind: 'calls', type: 'Flow', name: ofType('flow') },
  { path: 'actionCalls.actionName', kind: 'calls', type: 'QuickAction', name: ofType('quickAction') },
  { path: 'apexPluginCalls.apexClass', kind: 'calls', type: 'ApexClass' },
  { path: 'overriddenFlow', kind: 'refers to', type: 'Flow' },
  { path: 'sourceTemplate', kind: 'refers to', type: 'Flow' },
  { path: 'variables.apexClass', kind: 'refers to', type: 'ApexClass' },
  { path: 'variables.objectType', kind: 'refers to', type: 'CustomObject' },
  { path: 'dynamicChoiceSets.picklistObject', kind: 'reads', type: 'CustomObject' },
  {
    path: 'dynamicChoiceSets.picklistField',
    kind: 'reads',
    type: 'CustomField',
    name: (field, { parent }) => {
      const object = textOf(parent, 'picklistObject');
      return object && fieldFullName(object, field);
    },
  },
]);

const processMention = (flow: XmlElement): SubjectMention[] => {
  const object = childOf(flow, 'processMetadataValues') && flowTriggerObject(flow);
  return object ? [{ kind: 'runs on', type: 'CustomObject', fullName: object, place: 'processMetadataValues' }] : [];
};

/** What a flow names: objects and fields it works on, references to records, and what it calls. */
export const flowMentions = (subject: Subject): SubjectMention[] => {
  const flow = subject.element;
  const records = flowRecords(flow);
  return [
    ...recordMentions(flow, records),
    ...processMention(flow),
    ...called(subject),
    ...referenceMentions(flow, records),
  ];
};
