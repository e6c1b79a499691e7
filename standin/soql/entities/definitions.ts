import { textOf } from '../../xml/parseXml.ts';
import { columnsOf } from '../columns.ts';
import { developerName } from '../componentName.ts';
import {
  definedEntities,
  definedFields,
  fieldDurableId,
  type DefinedEntity,
  type DefinedField,
} from '../definitions.ts';
import { entity, type Column, type Entity, type RowFilter } from '../entity.ts';
import { fieldType } from '../fieldType.ts';
import { metadataJson } from '../metadataJson.ts';
import type { OrgView } from '../orgView.ts';
import { isTrue } from '../readXml.ts';
import type { Session } from '../session.ts';
import { prepareVirtual, requireReified } from '../virtualRules.ts';

const e = columnsOf<DefinedEntity>();
const doors = ['data', 'tooling'] as const;

/** View Setup is needed at the Tooling door only. */
function isVisible({ door, permissions }: Session): boolean {
  return door === 'data' || permissions.has('ViewSetup');
}

function xmlText(name: string): (row: DefinedEntity) => string | undefined {
  return ({ object }) => (object === undefined ? undefined : textOf(object.xml, name));
}

function nameParts({ name, object }: DefinedEntity): string {
  return object === undefined ? name : developerName(object.component);
}

const isRecord = ({ object }: DefinedEntity): boolean => object?.kind === 'custom' || object?.kind === 'standard';

function entityColumns(door: string): readonly Column[] {
  return [
    e.id(({ durableId }) => durableId),
    e.text('DurableId', ({ durableId }) => durableId),
    e.text('QualifiedApiName', ({ name }) => name),
    e.text('DeveloperName', nameParts),
    e.text('Label', ({ label }) => label),
    e.text('MasterLabel', ({ label }) => label),
    e.text('PluralLabel', ({ pluralLabel }) => pluralLabel),
    e.text('KeyPrefix', ({ keyPrefix }) => keyPrefix),
    e.text('NamespacePrefix', ({ object }) => object?.component.namespacePrefix),
    e.picklist('InternalSharingModel', (row) => xmlText('sharingModel')(row) ?? 'ReadWrite'),
    e.picklist('ExternalSharingModel', (row) => xmlText('externalSharingModel')(row) ?? 'Private'),
    e.picklist('DeploymentStatus', (row) => xmlText('deploymentStatus')(row)),
    e.text('HelpSettingPageName', () => null),
    e.flag('IsCustomSetting', ({ object }) => object?.kind === 'setting'),
    e.flag('IsCustomizable', ({ object }) => object !== undefined),
    e.flag('IsQueryable', ({ object }) => object?.kind !== 'event'),
    e.flag('IsTriggerable', isRecord),
    e.flag('IsApexTriggerable', isRecord),
    e.flag('IsWorkflowEnabled', isRecord),
    e.flag('IsLayoutable', isRecord),
    e.flag('IsSearchable', isRecord),
    e.flag('IsReportingEnabled', isRecord),
    e.flag('IsEverCreatable', isRecord),
    e.flag('IsEverUpdatable', isRecord),
    e.flag('IsEverDeletable', isRecord),
    e.flag('IsFieldHistoryTracked', ({ object }) => object !== undefined && isTrue(object.xml, 'enableHistory')),
    e.text(
      'PublisherId',
      ({ object }) => object?.component.namespacePrefix ?? (object?.kind === 'standard' ? 'System' : '<local>')
    ),
    e.text('EditDefinitionUrl', ({ durableId }) => `/${durableId}`),
    e.datetime('LastModifiedDate', ({ object }) =>
      object?.component.id === '' ? null : object?.component.lastModifiedDate
    ),
    e.reference('LastModifiedById', 'User', ({ object }) =>
      object?.component.id === '' ? null : object?.component.lastModifiedById
    ),
    ...(door === 'tooling'
      ? [
          e.longText('Description', (row) => xmlText('description')(row)),
          e.text('FullName', ({ name }) => name),
          e.complex('Metadata', ({ object }) => (object === undefined ? null : metadataJson(object.xml))),
        ]
      : []),
  ];
}

const f = columnsOf<DefinedField>();

function numberIn(name: string): (row: DefinedField) => number {
  return ({ field }) => Number((field === undefined ? undefined : textOf(field.xml, name)) ?? '0');
}

function fieldColumns(door: string): readonly Column[] {
  return [
    f.id(fieldDurableId),
    f.text('DurableId', fieldDurableId),
    f.reference('EntityDefinitionId', 'EntityDefinition', (row) => row.entity.durableId, { parentKey: 'DurableId' }),
    f.text('QualifiedApiName', ({ column }) => column.name),
    f.text('DeveloperName', ({ column, component }) =>
      component === undefined ? column.name : developerName(component)
    ),
    f.text('Label', ({ column }) => column.label),
    f.text('MasterLabel', ({ column }) => column.label),
    f.text('NamespacePrefix', ({ component }) => component?.namespacePrefix),
    f.text('DataType', ({ column, field }) => fieldType(column, field)),
    f.text('ValueTypeId', ({ column }) => column.type),
    f.int('Length', ({ column }) => column.length),
    f.int('Precision', numberIn('precision')),
    f.int('Scale', numberIn('scale')),
    f.text('RelationshipName', ({ column }) => column.relationshipName),
    {
      ...f.complex('ReferenceTo', ({ column }) => ({
        referenceTo: column.referenceTo.length === 0 ? null : column.referenceTo,
      })),
    },
    f.flag('IsCalculated', ({ column }) => column.calculated),
    f.flag('IsNillable', ({ column }) => column.nillable),
    f.flag('IsApiFilterable', ({ column }) => column.filterable),
    f.flag('IsApiGroupable', ({ column }) => column.groupable),
    f.flag('IsApiSortable', ({ column }) => column.sortable),
    f.flag('IsFlsEnabled', ({ column }) => column.permissionable),
    f.flag(
      'IsIndexed',
      ({ column, field }) => column.type === 'id' || (field !== undefined && isTrue(field.xml, 'externalId'))
    ),
    f.flag('IsFieldHistoryTracked', ({ field }) => field !== undefined && isTrue(field.xml, 'trackHistory')),
    f.flag('IsHtmlFormatted', ({ field }) => field?.type === 'Html'),
    f.flag('IsNameField', ({ column }) => column.name === 'Name'),
    f.text('Description', ({ field }) => (field === undefined ? null : textOf(field.xml, 'description'))),
    f.reference('BusinessOwnerId', ['Group', 'User'], () => null),
    f.picklist('BusinessStatus', ({ field }) => (field === undefined ? null : textOf(field.xml, 'businessStatus'))),
    f.picklist('ComplianceGroup', ({ field }) => (field === undefined ? null : textOf(field.xml, 'complianceGroup'))),
    f.picklist('SecurityClassification', ({ field }) =>
      field === undefined ? null : textOf(field.xml, 'securityClassification')
    ),
    f.text('ControllingFieldDefinitionId', () => null),
    f.datetime('LastModifiedDate', ({ component }) => (component?.id === '' ? null : component?.lastModifiedDate)),
    f.reference('LastModifiedById', 'User', ({ component }) =>
      component?.id === '' ? null : component?.lastModifiedById
    ),
    ...(door === 'tooling'
      ? [
          f.text('FullName', ({ entity: owner, column }) => `${owner.name}.${column.name}`),
          f.complex('Metadata', ({ field }) => (field === undefined ? null : metadataJson(field.xml))),
        ]
      : []),
  ];
}

/** What EntityParticle says beyond FieldDefinition. */
function particleColumns(door: string): readonly Column[] {
  const onlyDefinition = [
    'FullName',
    'Metadata',
    'BusinessOwnerId',
    'BusinessStatus',
    'ComplianceGroup',
    'SecurityClassification',
  ];
  return [
    ...fieldColumns(door).filter(({ name }) => !onlyDefinition.includes(name)),
    f.text('FieldDefinitionId', fieldDurableId),
    f.text('Name', ({ column }) => column.name),
    f.text('InlineHelpText', ({ field }) => (field === undefined ? null : textOf(field.xml, 'inlineHelpText'))),
    f.text('DefaultValueFormula', ({ field }) => (field === undefined ? null : textOf(field.xml, 'defaultValue'))),
    f.flag('IsPermissionable', ({ column }) => column.permissionable),
    f.flag('IsUnique', ({ field }) => field !== undefined && isTrue(field.xml, 'unique')),
    f.flag('IsEncrypted', ({ column }) => column.type === 'encryptedstring'),
    f.flag('IsCreatable', ({ column }) => !column.calculated),
    f.flag('IsUpdatable', ({ column }) => !column.calculated),
    f.flag(
      'IsDependentPicklist',
      ({ field }) => field?.xml.children.some(({ name }) => name === 'controllingField') === true
    ),
  ];
}

/** EntityDefinition, FieldDefinition and EntityParticle over the platform's objects and those of the org's files. */
export function definitionEntities(platform: readonly Entity[]): readonly Entity[] {
  const all = (view: OrgView): readonly DefinedEntity[] => definedEntities(view, platform);

  const fieldRows = (session: Session, filter: RowFilter): readonly DefinedField[] => {
    const ids = filter('EntityDefinitionId');
    const names = filter('EntityDefinition.QualifiedApiName');
    const durable = filter('DurableId') ?? filter('FieldDefinitionId');
    const objectsOfFields = durable && new Set([...durable].map((id) => id.slice(0, id.indexOf('.'))));
    return session.view
      .get(all)
      .filter(({ durableId, name }) => {
        const id = durableId.toLowerCase();
        const isNamed = ids === undefined || ids.has(id) || ids.has(id.slice(0, 15)) || ids.has(name.toLowerCase());
        return isNamed && names?.has(name.toLowerCase()) !== false && objectsOfFields?.has(id) !== false;
      })
      .flatMap((owner) => definedFields(owner, session));
  };

  const children = [
    { relationshipName: 'Fields', entity: 'FieldDefinition', column: 'EntityDefinitionId' },
    { relationshipName: 'Particles', entity: 'EntityParticle', column: 'EntityDefinitionId' },
    { relationshipName: 'CustomFields', entity: 'CustomField', column: 'EntityDefinitionId' },
    { relationshipName: 'Layouts', entity: 'Layout', column: 'EntityDefinitionId' },
    { relationshipName: 'RecordTypes', entity: 'RecordType', column: 'EntityDefinitionId' },
    { relationshipName: 'ValidationRules', entity: 'ValidationRule', column: 'EntityDefinitionId' },
    { relationshipName: 'ApexTriggers', entity: 'ApexTrigger', column: 'EntityDefinitionId' },
  ];
  const reified = ['EntityDefinitionId', 'EntityDefinition.QualifiedApiName', 'DurableId'];
  return [
    entity({
      name: 'EntityDefinition',
      label: 'Entity Definition',
      keyPrefix: '4ie',
      doors,
      isVisible,
      children,
      cap: { rows: 2000, isRefused: true },
      prepare: prepareVirtual,
      columns: ({ door }) => entityColumns(door),
      rows: ({ view }) => view.get(all),
    }),
    entity({
      name: 'FieldDefinition',
      label: 'Field Definition',
      keyPrefix: '4fe',
      doors,
      isVisible,
      cap: { rows: 2000, isRefused: true },
      prepare: (query) => {
        requireReified('FieldDefinition', reified, query, ['EntityDefinitionId', 'DurableId']);
        return prepareVirtual(query);
      },
      columns: ({ door }) => fieldColumns(door),
      rows: fieldRows,
    }),
    entity({
      name: 'EntityParticle',
      label: 'Entity Particle',
      keyPrefix: '5Pq',
      doors,
      isVisible,
      cap: { rows: 2000, isRefused: true },
      prepare: (query) => {
        const shown = ['EntityDefinitionId', 'FieldDefinitionId', 'DurableId'];
        requireReified('EntityParticle', [...reified, 'FieldDefinitionId'], query, shown);
        return prepareVirtual(query);
      },
      columns: ({ door }) => particleColumns(door),
      rows: fieldRows,
    }),
  ];
}
