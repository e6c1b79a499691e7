import { entity, type Column, type Entity } from '../entity.ts';
import { objectColumns } from '../fieldColumns.ts';
import { canReadField, canReadObject } from '../fieldSecurity.ts';
import { orgObjects, type OrgObject } from '../orgObjects.ts';
import type { OrgView } from '../orgView.ts';
import type { Session } from '../session.ts';
import { customMetadataRows, customMetadataValue } from './customMetadata.ts';

function withValues(object: OrgObject, column: Column): Column {
  return object.kind === 'metadata' ? { ...column, value: customMetadataValue(column) } : column;
}

/** The custom fields of an object's file that the user may see. */
export function customFieldColumns(object: OrgObject, session: Session): readonly Column[] {
  return objectColumns(object).filter(
    ({ custom, permissionable, name }) => custom && (!permissionable || canReadField(object, name, session))
  );
}

/** Custom fields of activities are defined on Activity and live on Task and Event. */
function borrowed(view: OrgView, object: OrgObject): OrgObject | undefined {
  return object.name === 'Task' || object.name === 'Event' ? view.get(orgObjects).get('Activity') : undefined;
}

function orgEntity(view: OrgView, object: OrgObject): Entity {
  const columns = objectColumns(object).map((column) => withValues(object, column));
  const lender = borrowed(view, object);
  return entity({
    name: object.name,
    label: object.label,
    labelPlural: object.pluralLabel,
    keyPrefix: object.keyPrefix,
    custom: object.kind !== 'standard',
    // Events are published, not stored; Activity only lends its fields to Task and Event.
    queryable: object.kind !== 'event' && object.name !== 'Activity',
    isVisible: (session) => canReadObject(object, session),
    columns: (session) => [
      ...columns.filter((column) => !column.permissionable || canReadField(object, column.name, session)),
      ...(lender === undefined ? [] : customFieldColumns(lender, session)),
    ],
    rows: () => (object.kind === 'metadata' ? customMetadataRows(view, object) : []),
  });
}

/** The objects of the org's files, without records: the stand-in holds metadata only. */
export function orgEntities(view: OrgView): readonly Entity[] {
  return [...view.get(orgObjects).values()].map((object) => orgEntity(view, object));
}
