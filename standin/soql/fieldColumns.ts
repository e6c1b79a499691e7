import { textOf } from '../xml/parseXml.ts';
import { column, columnsOf } from './columns.ts';
import type { Column, ColumnType } from './entity.ts';
import { isPermissionable, type OrgField, type OrgObject } from './orgObjects.ts';
import { isTrue } from './readXml.ts';

/** Types of metadata in the words of a describe. */
const types: Readonly<Record<string, ColumnType>> = {
  AutoNumber: 'string',
  Checkbox: 'boolean',
  Currency: 'currency',
  Date: 'date',
  DateTime: 'datetime',
  Email: 'email',
  EncryptedText: 'encryptedstring',
  ExternalLookup: 'reference',
  Hierarchy: 'reference',
  Html: 'textarea',
  IndirectLookup: 'reference',
  Location: 'location',
  LongTextArea: 'textarea',
  Lookup: 'reference',
  MasterDetail: 'reference',
  MetadataRelationship: 'reference',
  MultiselectPicklist: 'multipicklist',
  Number: 'double',
  Percent: 'percent',
  Phone: 'phone',
  Picklist: 'picklist',
  Summary: 'double',
  Text: 'string',
  TextArea: 'textarea',
  Time: 'time',
  Url: 'url',
  long: 'textarea',
};

const longText: readonly string[] = ['Html', 'LongTextArea', 'long'];

/** A standard field's type in the table of standard fields is a column type already. */
function columnType(field: OrgField): ColumnType {
  return types[field.type] ?? (field.type as ColumnType);
}

/** Values of records: the stand-in holds none. */
const nothing = (): null => null;

function fieldColumn(object: OrgObject, field: OrgField): readonly Column[] {
  const type = columnType(field);
  const isLong = longText.includes(field.type);
  const length = Number(textOf(field.xml, 'length') ?? '0');
  const common = {
    label: field.label,
    custom: field.isCustom,
    calculated: textOf(field.xml, 'formula') !== undefined || field.type === 'Summary',
    permissionable: isPermissionable(object, field),
    ...(length > 0 ? { length } : {}),
    ...(type === 'boolean' || isTrue(field.xml, 'required') ? { nillable: false } : {}),
    ...(isLong ? { filterable: false, sortable: false, groupable: false, aggregatable: false } : {}),
    ...(type === 'textarea' && !isLong ? { groupable: true } : {}),
  };
  if (type === 'location') {
    const part = (name: string): Column =>
      column(`${field.name.replace(/__c$/, '')}__${name}__s`, 'double', nothing, { custom: true });
    return [column(field.name, type, nothing, common), part('Latitude'), part('Longitude')];
  }
  if (type !== 'reference') return [column(field.name, type, nothing, common)];
  return [
    column(field.name, type, nothing, {
      ...common,
      referenceTo: field.referenceTo === undefined ? [] : [field.referenceTo],
      relationshipName: field.isCustom ? field.name.replace(/__c$/, '__r') : field.name.replace(/Id$/, ''),
    }),
  ];
}

const c = columnsOf<unknown>();

function systemColumns(object: OrgObject): readonly Column[] {
  const hasRecordTypes = object.xml.children.some(({ name }) => name === 'recordTypes');
  const nameField = object.xml.children.find(({ name }) => name === 'nameField');
  const nameLabel = nameField === undefined ? undefined : textOf(nameField, 'label');
  const isMetadata = object.kind === 'metadata';
  return [
    c.id(nothing),
    ...(isMetadata
      ? [
          c.text('DeveloperName', nothing),
          c.text('MasterLabel', nothing),
          c.text('Label', nothing),
          c.text('QualifiedApiName', nothing),
          c.text('NamespacePrefix', nothing),
          c.picklist('Language', nothing),
        ]
      : [
          c.flag('IsDeleted', nothing),
          // Known standard objects have a name field only where the table of standard fields says so.
          ...(object.kind === 'standard' && object.keyPrefix !== null
            ? []
            : [c.text('Name', nothing, nameLabel === undefined ? {} : { label: nameLabel })]),
          ...(object.kind === 'custom' && !object.isDetail ? [c.reference('OwnerId', ['Group', 'User'], nothing)] : []),
          ...(object.kind === 'setting'
            ? [c.reference('SetupOwnerId', ['Organization', 'Profile', 'User'], nothing)]
            : []),
          ...(hasRecordTypes ? [c.reference('RecordTypeId', 'RecordType', nothing)] : []),
        ]),
    ...c.audit(() => undefined),
  ];
}

/** All columns of an org's object, hidden ones included. */
export function objectColumns(object: OrgObject): readonly Column[] {
  const byName = new Map<string, Column>();
  for (const system of systemColumns(object)) byName.set(system.name, system);
  for (const field of object.fields) {
    for (const made of fieldColumn(object, field)) byName.set(made.name, made);
  }
  return [...byName.values()];
}
