import type { StandinComponent } from '../../orgState.ts';
import { childrenOf, textOf } from '../../xml/parseXml.ts';
import { localName } from '../componentName.ts';
import type { Column } from '../entity.ts';
import type { OrgObject } from '../orgObjects.ts';
import type { OrgView } from '../orgView.ts';

/** Records of a custom metadata type: the only records that an org's metadata holds. */
export function customMetadataRows(view: OrgView, object: OrgObject): readonly StandinComponent[] {
  const type = object.name.replace(/__mdt$/, '');
  return view.components('CustomMetadata').filter(({ fullName }) => fullName.startsWith(`${type}.`));
}

function fieldValue(view: OrgView, record: StandinComponent, column: Column): unknown {
  const entry = childrenOf(view.xml(record), 'values').find((value) => textOf(value, 'field') === column.name);
  const text = entry === undefined ? undefined : textOf(entry, 'value');
  if (text === undefined || text === '') return column.type === 'boolean' ? false : null;
  if (column.type === 'boolean') return text === 'true';
  return ['currency', 'double', 'int', 'percent'].includes(column.type) ? Number(text) : text;
}

/** How to read a column of such a record from its file. */
export function customMetadataValue(column: Column): Column['value'] {
  return (row, { view }) => {
    const record = row as StandinComponent;
    switch (column.name) {
      case 'Id':
        return record.id;
      case 'DeveloperName':
        return localName(record);
      case 'QualifiedApiName':
        return record.fullName.slice(record.fullName.indexOf('.') + 1);
      case 'MasterLabel':
      case 'Label':
        return textOf(view.xml(record), 'label') ?? localName(record);
      case 'NamespacePrefix':
        return record.namespacePrefix ?? null;
      case 'Language':
        return 'en_US';
      case 'CreatedDate':
        return record.createdDate;
      case 'CreatedById':
        return record.createdById;
      case 'LastModifiedDate':
      case 'SystemModstamp':
        return record.lastModifiedDate;
      case 'LastModifiedById':
        return record.lastModifiedById;
      default:
        return fieldValue(view, record, column);
    }
  };
}
