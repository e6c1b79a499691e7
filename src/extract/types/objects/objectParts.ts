import type { JsonValue } from '../../../model/extraction.ts';
import { decodeRawName } from '../../../model/names/componentName.ts';
import { booleanOf, childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { flag, reading, text, objects, type AttributeReader, texts, number } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { ownField, sibling, ownCustomField } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';
import { sharedTo } from '../../ruleParts.ts';

/** By field, from each of its picklists; values are percent-encoded there. Absent when no picklist is named. */
const byPicklist =
  (read: (values: readonly XmlElement[]) => JsonValue | undefined) =>
  (element: XmlElement): JsonValue | undefined => {
    const found = childrenOf(element, 'picklistValues').flatMap((picklist): Array<[string, JsonValue]> => {
      const field = textOf(picklist, 'picklist');
      const value = read(childrenOf(picklist, 'values'));
      return field === undefined || value === undefined ? [] : [[field, value]];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };

const valueOf = (value: XmlElement): string => decodeRawName(textOf(value, 'fullName') ?? '');

/** A picklist's default value for records of this type, where it has one. */
const defaultOf = (values: readonly XmlElement[]): string | undefined => {
  const value = values.find((each) => booleanOf(each, 'default') === true);
  return value && valueOf(value);
};

/** Names of free text are encoded here (`RFP%2FRFI`), as they are in listings. */
const encodedSibling: Naming = (name, place) => sibling(decodeRawName(name), place);

const businessProcessName: AttributeReader = (element) => {
  const name = textOf(element, 'businessProcess');
  return name === undefined ? undefined : decodeRawName(name);
};

export const recordType: ComponentReader = {
  version: 2,
  attributes: reading({
    active: flag('active'),
    businessProcess: businessProcessName,
    compactLayout: text('compactLayoutAssignment'),
    picklistValues: byPicklist((values) => values.map(valueOf)),
    picklistDefaults: byPicklist(defaultOf),
  }),
  mentions: mentionsBy([
    { path: 'picklistValues.picklist', kind: 'refers to', type: 'CustomField', name: ownField },
    { path: 'businessProcess', kind: 'refers to', type: 'BusinessProcess', name: encodedSibling },
    {
      path: 'compactLayoutAssignment',
      kind: 'displays',
      type: 'CompactLayout',
      name: (name, place) => (name === 'SYSTEM' ? undefined : sibling(name, place)),
    },
  ]),
};

/** Values are encoded here (`Negotiate %26 Review`), though not where they are defined. */
const value: AttributeReader = (element) => decodeRawName(textOf(element, 'fullName') ?? '');

export const businessProcess: ComponentReader = {
  attributes: reading({
    active: flag('isActive'),
    values: objects('values', { name: value, default: flag('default') }),
  }),
};

export const compactLayout: ComponentReader = {
  attributes: reading({ fields: texts('fields') }),
  mentions: mentionsBy([{ path: 'fields', kind: 'displays', type: 'CustomField', name: ownField }]),
};

export const fieldSet: ComponentReader = {
  attributes: reading({ fields: texts('displayedFields.field'), availableFields: texts('availableFields.field') }),
  mentions: mentionsBy([
    { path: 'displayedFields.field', kind: 'displays', type: 'CustomField', name: ownField },
    { path: 'availableFields.field', kind: 'refers to', type: 'CustomField', name: ownField },
  ]),
};

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

export const webLink: ComponentReader = {
  attributes: reading({
    linkType: text('linkType'),
    displayType: text('displayType'),
    openType: text('openType'),
    availability: text('availability'),
    protected: flag('protected'),
    requireRowSelection: flag('requireRowSelection'),
    page: text('page'),
    url: text('url'),
    width: number('width'),
    height: number('height'),
  }),
  mentions: mentionsBy([{ path: 'page', kind: 'refers to', type: 'ApexPage' }]),
};

export const bigObjectIndex: ComponentReader = {
  attributes: reading({
    fields: objects('fields', { name: text('name'), direction: text('sortDirection') }),
  }),
  mentions: mentionsBy([{ path: 'fields.name', kind: 'refers to', type: 'CustomField', name: ownField }]),
};
