import { textOf } from '../xml/parseXml.ts';
import type { Column } from './entity.ts';
import type { OrgField } from './orgObjects.ts';

const metadataTypes: Readonly<Record<string, string>> = {
  AutoNumber: 'Auto Number',
  DateTime: 'Date/Time',
  EncryptedText: 'Text (Encrypted)',
  ExternalLookup: 'External Lookup',
  Hierarchy: 'Hierarchy',
  Html: 'Rich Text Area',
  LongTextArea: 'Long Text Area',
  Location: 'Geolocation',
  Lookup: 'Lookup',
  MasterDetail: 'Master-Detail',
  MetadataRelationship: 'Metadata Relationship',
  MultiselectPicklist: 'Picklist (Multi-Select)',
  Summary: 'Roll-Up Summary',
  TextArea: 'Text Area',
  Url: 'URL',
  long: 'Long Text Area',
};

const columnTypes: Partial<Record<Column['type'], string>> = {
  boolean: 'Checkbox',
  datetime: 'Date/Time',
  double: 'Number',
  id: 'Lookup()',
  int: 'Number',
  reference: 'Lookup',
  string: 'Text',
  textarea: 'Text Area',
  url: 'URL',
};

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The field's type as FieldDefinition shows it to people: `Lookup(Account)`, `Currency(16, 2)`, `Formula (Text)`. */
export function fieldType(column: Column, field: OrgField | undefined): string {
  const base =
    field !== undefined && textOf(field.xml, 'type') !== undefined
      ? (metadataTypes[field.type] ?? field.type)
      : (metadataTypes[field?.type ?? ''] ?? columnTypes[column.type] ?? capitalized(column.type));
  if (field !== undefined && textOf(field.xml, 'formula') !== undefined) return `Formula (${base})`;
  if (column.referenceTo.length > 0) return `${base}(${column.referenceTo.join(',')})`;
  const scale = field === undefined ? undefined : textOf(field.xml, 'scale');
  const precision = field === undefined ? undefined : textOf(field.xml, 'precision');
  if (precision !== undefined && scale !== undefined) return `${base}(${Number(precision) - Number(scale)}, ${scale})`;
  return ['string', 'textarea', 'url'].includes(column.type) && column.length > 0 ? `${base}(${column.length})` : base;
}
