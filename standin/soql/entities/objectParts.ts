import { decodeName } from '../../memberName.ts';
import type { StandinComponent } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { textOf } from '../../xml/parseXml.ts';
import { childXml } from '../childXml.ts';
import { columnsOf } from '../columns.ts';
import { developerName, localName } from '../componentName.ts';
import { entity, type Column } from '../entity.ts';
import { metadataJson } from '../metadataJson.ts';
import { customFields, entityDefinitionId, orgObjects, type FieldOfObject, type OrgObject } from '../orgObjects.ts';
import type { OrgView } from '../orgView.ts';
import { profileSources, type ProfileSource } from '../permissionSources.ts';
import { isTrue } from '../readXml.ts';
import type { Session } from '../session.ts';
import { refuseJoinedOrder } from '../virtualRules.ts';

const tooling = ['tooling'] as const;
const byDurableId = { parentKey: 'DurableId' };

function objectId(view: OrgView, objectName: string): string {
  const object = view.get(orgObjects).get(objectName);
  return object === undefined ? objectName : entityDefinitionId(object);
}

const c = columnsOf<StandinComponent>();

function manageable(): readonly Column[] {
  return [
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.picklist('ManageableState', ({ manageableState }) => manageableState ?? 'unmanaged'),
  ];
}

type CustomFieldRow = FieldOfObject & { readonly field: { readonly component: StandinComponent } };
const f = columnsOf<CustomFieldRow>();

function numberIn(name: string): (row: CustomFieldRow) => number | null {
  return ({ field }) => {
    const text = textOf(field.xml, name);
    return text === undefined ? null : Number(text);
  };
}

export const customField = entity({
  name: 'CustomField',
  label: 'Custom Field',
  keyPrefix: '00N',
  doors: tooling,
  columns: () => [
    f.id(({ field }) => field.component.id),
    f.text('DeveloperName', ({ field }) => developerName(field.component)),
    f.text('TableEnumOrId', ({ object }) => entityDefinitionId(object)),
    f.reference('EntityDefinitionId', 'EntityDefinition', ({ object }) => entityDefinitionId(object), byDurableId),
    f.text('NamespacePrefix', ({ field }) => field.component.namespacePrefix),
    f.picklist('ManageableState', ({ field }) => field.component.manageableState ?? 'unmanaged'),
    f.longText('Description', ({ field }) => textOf(field.xml, 'description')),
    f.text('InlineHelpText', ({ field }) => textOf(field.xml, 'inlineHelpText')),
    f.int('Length', numberIn('length')),
    f.int('Precision', numberIn('precision')),
    f.int('Scale', numberIn('scale')),
    f.text('RelationshipLabel', ({ field }) => textOf(field.xml, 'relationshipLabel')),
    f.text('FullName', ({ field }) => field.component.fullName),
    f.complex('Metadata', ({ field }) => metadataJson(field.xml)),
    ...f.audit(({ field }) => field.component),
  ],
  rows: ({ view }) => view.get(customFields),
});

const o = columnsOf<OrgObject>();

/** Without FullName and Metadata: the Tooling API's CustomObject has neither. */
export const customObject = entity({
  name: 'CustomObject',
  label: 'Custom Object',
  keyPrefix: '01I',
  doors: tooling,
  columns: () => [
    o.id(({ component }) => component.id),
    o.text('DeveloperName', ({ component }) => developerName(component)),
    o.text('NamespacePrefix', ({ component }) => component.namespacePrefix),
    o.longText('Description', ({ xml }) => textOf(xml, 'description')),
    o.picklist('SharingModel', ({ xml }) => textOf(xml, 'sharingModel')),
    o.picklist('Language', () => 'en_US'),
    o.text('ExternalName', () => null),
    o.picklist('ManageableState', ({ component }) => component.manageableState ?? 'unmanaged'),
    ...o.audit(({ component }) => component),
  ],
  rows: ({ view }) => [...view.get(orgObjects).values()].filter(({ kind }) => kind !== 'standard'),
});

const parentName = ({ fullName }: StandinComponent): string => fullName.slice(0, fullName.indexOf('.'));
const parentId = (row: StandinComponent, { view }: Session): string => objectId(view, parentName(row));
const fromChild =
  (name: string) =>
  (row: StandinComponent, { view }: Session): string | undefined =>
    textOf(childXml(view, row), name);

export const validationRule = entity({
  name: 'ValidationRule',
  prepare: refuseJoinedOrder,
  label: 'Validation Rule',
  keyPrefix: '03d',
  doors: tooling,
  columns: () => [
    c.id(({ id }) => id),
    c.text('ValidationName', localName),
    c.flag('Active', (row, { view }) => isTrue(childXml(view, row), 'active')),
    c.text('Description', fromChild('description')),
    c.text('ErrorDisplayField', fromChild('errorDisplayField')),
    c.text('ErrorMessage', fromChild('errorMessage')),
    c.reference('EntityDefinitionId', 'EntityDefinition', parentId, byDurableId),
    ...manageable(),
    c.text('FullName', ({ fullName }) => fullName),
    c.complex('Metadata', (row, { view }) => metadataJson(childXml(view, row))),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('ValidationRule'),
});

export const recordType = entity({
  name: 'RecordType',
  label: 'Record Type',
  keyPrefix: '012',
  doors: ['data', 'tooling'],
  columns: ({ door }) => [
    c.id(({ id }) => id),
    c.text('Name', (row, session) => fromChild('label')(row, session) ?? localName(row)),
    ...(door === 'data'
      ? [
          c.text('DeveloperName', localName),
          c.text('Description', fromChild('description')),
          c.flag('IsPersonType', () => false),
        ]
      : [
          c.reference('EntityDefinitionId', 'EntityDefinition', parentId, byDurableId),
          c.text('FullName', ({ fullName }) => fullName),
          c.complex('Metadata', (row, { view }) => metadataJson(childXml(view, row))),
          c.picklist('ManageableState', ({ manageableState }) => manageableState ?? 'unmanaged'),
        ]),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.picklist('SobjectType', parentName),
    c.flag('IsActive', (row, { view }) => isTrue(childXml(view, row), 'active')),
    c.reference(
      'BusinessProcessId',
      'BusinessProcess',
      (row, session) => {
        const process = fromChild('businessProcess')(row, session);
        return process === undefined
          ? null
          : session.view.component('BusinessProcess', `${parentName(row)}.${process}`)?.id;
      },
      { relationshipName: null }
    ),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('RecordType'),
});

/** `Account-Account (Sales) Layout` → object and name; names of packages' layouts carry their prefix. */
function layoutParts({ fullName, namespacePrefix }: StandinComponent): {
  readonly object: string;
  readonly name: string;
} {
  const dash = fullName.indexOf('-');
  const name = decodeName(fullName.slice(dash + 1));
  const prefix = `${namespacePrefix ?? ''}__`;
  return { object: fullName.slice(0, dash), name: name.startsWith(prefix) ? name.slice(prefix.length) : name };
}

export const layout = entity({
  name: 'Layout',
  keyPrefix: '00h',
  doors: tooling,
  columns: () => [
    c.id(({ id }) => id),
    c.text('Name', (row) => layoutParts(row).name),
    c.picklist('LayoutType', () => 'Standard'),
    c.text('TableEnumOrId', (row, { view }) => objectId(view, layoutParts(row).object)),
    c.reference(
      'EntityDefinitionId',
      'EntityDefinition',
      (row, { view }) => objectId(view, layoutParts(row).object),
      byDurableId
    ),
    ...manageable(),
    c.text('FullName', ({ fullName }) => fullName),
    c.complex('Metadata', (row, { view }) => metadataJson(view.xml(row))),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('Layout'),
});

export const flexiPage = entity({
  name: 'FlexiPage',
  label: 'Lightning Page',
  keyPrefix: '0M0',
  doors: tooling,
  columns: () => [
    c.id(({ id }) => id),
    c.text('DeveloperName', localName),
    c.text('MasterLabel', (row, { view }) => textOf(view.xml(row), 'masterLabel')),
    c.picklist('Type', (row, { view }) => textOf(view.xml(row), 'type')),
    c.reference(
      'EntityDefinitionId',
      'EntityDefinition',
      (row, { view }) => {
        const object = textOf(view.xml(row), 'sobjectType');
        return object === undefined ? null : objectId(view, object);
      },
      byDurableId
    ),
    c.text('ParentFlexiPage', (row, { view }) => textOf(view.xml(row), 'parentFlexiPage')),
    c.text('Description', (row, { view }) => textOf(view.xml(row), 'description')),
    ...manageable(),
    c.text('FullName', ({ fullName }) => fullName),
    c.complex('Metadata', (row, { view }) => metadataJson(view.xml(row))),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('FlexiPage'),
});

type ProfileLayoutRow = {
  readonly profile: ProfileSource;
  readonly layout: StandinComponent;
  readonly recordType: StandinComponent | undefined;
};

function profileLayouts(view: OrgView): readonly ProfileLayoutRow[] {
  const layouts = new Map(view.components('Layout').map((component) => [decodeName(component.fullName), component]));
  return view.get(profileSources).flatMap((profile) =>
    profile.grants.layouts.flatMap((grant) => {
      const found = layouts.get(decodeName(grant.layout));
      if (found === undefined) return [];
      const type = grant.recordType === undefined ? undefined : view.component('RecordType', grant.recordType);
      return [{ profile, layout: found, recordType: type }];
    })
  );
}

const p = columnsOf<ProfileLayoutRow>();

export const profileLayout = entity({
  name: 'ProfileLayout',
  label: 'Profile Layout',
  keyPrefix: '01G',
  doors: tooling,
  columns: () => [
    p.id((row) => salesforceId('01G', `${row.profile.id}:${row.layout.id}:${row.recordType?.id ?? ''}`)),
    p.reference('LayoutId', 'Layout', (row) => row.layout.id),
    p.reference('ProfileId', 'Profile', (row) => row.profile.id),
    p.reference('RecordTypeId', 'RecordType', (row) => row.recordType?.id),
    p.text('TableEnumOrId', (row, { view }) => objectId(view, layoutParts(row.layout).object)),
  ],
  rows: ({ view }) => view.get(profileLayouts),
});
