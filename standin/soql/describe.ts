import type { StandinOrg, StandinUser } from '../orgState.ts';
import { accessibleEntity, entitiesAt, isAccessible } from './catalogue.ts';
import type { Column, Entity } from './entity.ts';
import { entityColumns } from './entityColumns.ts';
import { viewOf } from './orgView.ts';
import type { Door, Session } from './session.ts';
import { userPermissions } from './userPermissions.ts';

type Described = Record<string, unknown>;

const soapTypes: Partial<Record<Column['type'], string>> = {
  boolean: 'xsd:boolean',
  currency: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  double: 'xsd:double',
  id: 'tns:ID',
  int: 'xsd:int',
  percent: 'xsd:double',
  reference: 'tns:ID',
};

function describeField(column: Column): Described {
  return {
    aggregatable: column.aggregatable,
    byteLength: column.length * 3,
    calculated: column.calculated,
    createable: !column.calculated && column.type !== 'id',
    custom: column.custom,
    externalId: false,
    filterable: column.filterable,
    groupable: column.groupable,
    label: column.label,
    length: column.length,
    name: column.name,
    nameField: column.name === 'Name',
    nillable: column.nillable,
    permissionable: column.permissionable,
    picklistValues: [],
    referenceTo: column.referenceTo,
    relationshipName: column.relationshipName,
    soapType: soapTypes[column.type] ?? 'xsd:string',
    sortable: column.sortable,
    type: column.type,
    updateable: !column.calculated && column.type !== 'id',
  };
}

/** What describeGlobal says of an object; a full describe repeats it. */
function describeBriefly(entity: Entity, door: Door, org: StandinOrg): Described {
  const base = `/services/data/v${org.apiVersion}${door === 'tooling' ? '/tooling' : ''}/sobjects/${entity.name}`;
  return {
    activateable: false,
    createable: false,
    custom: entity.custom,
    customSetting: false,
    deletable: false,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isSubtype: false,
    keyPrefix: entity.keyPrefix,
    label: entity.label,
    labelPlural: entity.labelPlural,
    layoutable: entity.custom,
    mergeable: false,
    mruEnabled: false,
    name: entity.name,
    queryable: entity.queryable,
    replicateable: false,
    retrieveable: true,
    searchable: false,
    triggerable: entity.custom,
    undeletable: false,
    updateable: false,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` },
  };
}

function sessionOf(door: Door, org: StandinOrg, user: StandinUser): Session {
  return { view: viewOf(org), door, user, permissions: userPermissions(org, user) };
}

/** The REST describe of an object as the user sees it; undefined when it does not exist for him at this door. */
export function describeSObject(name: string, door: Door, org: StandinOrg, user: StandinUser): Described | undefined {
  const session = sessionOf(door, org, user);
  const entity = accessibleEntity(name, session);
  if (entity === undefined) return undefined;
  return {
    ...describeBriefly(entity, door, org),
    childRelationships: entity.children.map(({ relationshipName, entity: child, column }) => ({
      cascadeDelete: false,
      childSObject: child,
      deprecatedAndHidden: false,
      field: column,
      relationshipName,
      restrictedDelete: false,
    })),
    fields: entityColumns(entity, session).map(describeField),
    recordTypeInfos: [],
    supportedScopes: [],
  };
}

/** The list of all objects at a door, of a user where one is named. Activity is not in it, as in a real org. */
export function describeGlobal(door: Door, org: StandinOrg, user?: StandinUser): Described {
  const asker = user ?? org.users[0];
  const session = asker === undefined ? undefined : sessionOf(door, org, asker);
  const entities = session === undefined ? [] : entitiesAt(session);
  return {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: entities
      .filter(({ name }) => name !== 'Activity')
      .filter((entity) => user === undefined || (session !== undefined && isAccessible(entity, session)))
      .map((entity) => describeBriefly(entity, door, org))
      .sort((left, right) => String(left['name']).localeCompare(String(right['name']))),
  };
}
