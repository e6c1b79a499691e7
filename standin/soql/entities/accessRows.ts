import { salesforceId } from '../../salesforceId.ts';
import { columnsOf } from '../columns.ts';
import { entity, type RowFilter } from '../entity.ts';
import { fieldEdit, fieldRead, type ObjectGrant, type SetupGrant } from '../grants.ts';
import { orgObjects } from '../orgObjects.ts';
import type { OrgView } from '../orgView.ts';
import { permissionSources, type PermissionSource } from '../permissionSources.ts';
import { setupEntityId } from '../setupEntityId.ts';
import { prepareFieldPermissions } from '../virtualRules.ts';

const needsOneOf = ['ViewSetup'];

/** Whether a row with that id can be among the ones asked for; ids come with 15 or 18 characters. */
function mayBe(wanted: ReadonlySet<string> | undefined, id: string): boolean {
  if (wanted === undefined) return true;
  const lower = id.toLowerCase();
  return wanted.has(lower) || wanted.has(lower.slice(0, 15));
}

function sourcesIn(view: OrgView, filter: RowFilter): readonly PermissionSource[] {
  const wanted = filter('ParentId');
  return view.get(permissionSources).filter(({ id }) => mayBe(wanted, id));
}

type ObjectRow = {
  readonly source: PermissionSource;
  readonly object: string;
  readonly grant: ObjectGrant;
  readonly isSynthetic: boolean;
};

const everything: ObjectGrant = {
  read: true,
  create: true,
  edit: true,
  delete: true,
  viewAll: true,
  modifyAll: true,
  viewAllFields: true,
};

function* objectRows(view: OrgView, filter: RowFilter): Iterable<ObjectRow> {
  for (const source of sourcesIn(view, filter)) {
    for (const [object, grant] of source.grants.objects) {
      if (grant.read) yield { source, object, grant, isSynthetic: false };
    }
    if (!source.grants.userPermissions.has('ModifyAllData')) continue;
    for (const { name, kind } of view.get(orgObjects).values()) {
      if (kind !== 'custom' && kind !== 'standard') continue;
      if (source.grants.objects.get(name)?.read === true) continue;
      yield { source, object: name, grant: everything, isSynthetic: true };
    }
  }
}

const o = columnsOf<ObjectRow>();

export const objectPermissions = entity({
  name: 'ObjectPermissions',
  label: 'Object Permissions',
  keyPrefix: '110',
  needsOneOf,
  columns: () => [
    // Rows that stand for Modify All Data are not stored: their ids begin with 000.
    o.id(({ source, object, isSynthetic }) => salesforceId(isSynthetic ? '000' : '110', `${source.id}:${object}`)),
    o.reference('ParentId', 'PermissionSet', ({ source }) => source.id),
    o.picklist('SobjectType', ({ object }) => object),
    o.flag('PermissionsRead', ({ grant }) => grant.read),
    o.flag('PermissionsCreate', ({ grant }) => grant.create),
    o.flag('PermissionsEdit', ({ grant }) => grant.edit),
    o.flag('PermissionsDelete', ({ grant }) => grant.delete),
    o.flag('PermissionsViewAllRecords', ({ grant }) => grant.viewAll),
    o.flag('PermissionsModifyAllRecords', ({ grant }) => grant.modifyAll),
    o.flag('PermissionsViewAllFields', ({ grant }) => grant.viewAllFields),
    ...o.audit(({ source }) => source.component),
  ],
  rows: ({ view }, filter) => objectRows(view, filter),
});

type FieldRow = {
  readonly source: PermissionSource;
  readonly object: string;
  readonly field: string;
  readonly bits: number;
};

/** Rows by object in lower case: there may be hundreds of thousands, and they are asked for object by object. */
function fieldRowsByObject(view: OrgView): ReadonlyMap<string, readonly FieldRow[]> {
  const byObject = new Map<string, FieldRow[]>();
  for (const source of view.get(permissionSources)) {
    for (const [field, bits] of source.grants.fields) {
      const object = field.slice(0, field.indexOf('.'));
      const row = { source, object, field, bits };
      const rows = byObject.get(object.toLowerCase());
      if (rows === undefined) byObject.set(object.toLowerCase(), [row]);
      else rows.push(row);
    }
  }
  return byObject;
}

function* fieldRows(view: OrgView, filter: RowFilter): Iterable<FieldRow> {
  const byObject = view.get(fieldRowsByObject);
  const parents = filter('ParentId');
  const wanted = filter('SobjectType') ?? byObject.keys();
  for (const object of wanted) {
    for (const row of byObject.get(object) ?? []) {
      if (mayBe(parents, row.source.id)) yield row;
    }
  }
}

const f = columnsOf<FieldRow>();

export const fieldPermissions = entity({
  name: 'FieldPermissions',
  prepare: prepareFieldPermissions,
  label: 'Field Permissions',
  keyPrefix: '01k',
  needsOneOf,
  columns: () => [
    f.id(({ source, field }) => salesforceId('01k', `${source.id}:${field}`)),
    f.reference('ParentId', 'PermissionSet', ({ source }) => source.id),
    f.picklist('SobjectType', ({ object }) => object),
    f.picklist('Field', ({ field }) => field),
    f.flag('PermissionsRead', ({ bits }) => (bits & (fieldRead | fieldEdit)) !== 0),
    f.flag('PermissionsEdit', ({ bits }) => (bits & fieldEdit) !== 0),
    f.datetime('SystemModstamp', ({ source }) => source.component?.lastModifiedDate),
  ],
  rows: ({ view }, filter) => fieldRows(view, filter),
});

type SetupRow = { readonly source: PermissionSource; readonly grant: SetupGrant; readonly entityId: string };

function* setupRows(view: OrgView, filter: RowFilter): Iterable<SetupRow> {
  for (const source of sourcesIn(view, filter)) {
    for (const grant of source.grants.setup) {
      const entityId = setupEntityId(view, grant);
      if (entityId !== undefined) yield { source, grant, entityId };
    }
  }
}

const s = columnsOf<SetupRow>();

export const setupEntityAccess = entity({
  name: 'SetupEntityAccess',
  label: 'Setup Entity Access',
  keyPrefix: '0J0',
  needsOneOf,
  columns: () => [
    s.id(({ source, entityId }) => salesforceId('0J0', `${source.id}:${entityId}`)),
    s.reference('ParentId', 'PermissionSet', ({ source }) => source.id),
    s.reference('SetupEntityId', ['ApexClass', 'ApexPage', 'CustomPermission'], ({ entityId }) => entityId, {
      relationshipName: null,
    }),
    s.picklist('SetupEntityType', ({ grant }) => grant.type),
    s.datetime('SystemModstamp', ({ source }) => source.component?.lastModifiedDate),
  ],
  rows: ({ view }, filter) => setupRows(view, filter),
});

type TabRow = { readonly source: PermissionSource; readonly tab: string; readonly visibility: string };

function* tabRows(view: OrgView, filter: RowFilter): Iterable<TabRow> {
  for (const source of sourcesIn(view, filter)) {
    for (const [tab, visibility] of source.grants.tabs) yield { source, tab, visibility };
  }
}

const t = columnsOf<TabRow>();

export const permissionSetTabSetting = entity({
  name: 'PermissionSetTabSetting',
  label: 'Permission Set Tab Setting',
  keyPrefix: '01P',
  needsOneOf,
  columns: () => [
    t.id(({ source, tab }) => salesforceId('01P', `${source.id}:${tab}`)),
    t.reference('ParentId', 'PermissionSet', ({ source }) => source.id),
    t.picklist('Name', ({ tab }) => tab),
    t.picklist('Visibility', ({ visibility }) => visibility),
    t.datetime('SystemModstamp', ({ source }) => source.component?.lastModifiedDate),
  ],
  rows: ({ view }, filter) => tabRows(view, filter),
});
