import type { StandinComponent } from '../orgState.ts';
import type { Column, Entity } from './entity.ts';
import { objectColumns } from './fieldColumns.ts';
import { entityDefinitionId, orgObjects, type OrgField, type OrgObject } from './orgObjects.ts';
import type { OrgView } from './orgView.ts';
import type { Session } from './session.ts';

/** An object as EntityDefinition lists it: of the org's files, or of the platform. */
export type DefinedEntity = {
  readonly durableId: string;
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly keyPrefix: string | null;
  readonly object: OrgObject | undefined;
  columns(session: Session): readonly Column[];
};

/** A field of such an object, with its definition in the object's file where it has one. */
export type DefinedField = {
  readonly entity: DefinedEntity;
  readonly column: Column;
  readonly field: OrgField | undefined;
  readonly component: StandinComponent | undefined;
};

function ofOrg(object: OrgObject): DefinedEntity {
  return {
    durableId: entityDefinitionId(object),
    name: object.name,
    label: object.label,
    pluralLabel: object.pluralLabel,
    keyPrefix: object.keyPrefix,
    object,
    columns: () => objectColumns(object),
  };
}

function ofPlatform(entity: Entity, object: OrgObject | undefined): DefinedEntity {
  return {
    durableId: entity.name,
    name: entity.name,
    label: entity.label,
    pluralLabel: entity.labelPlural,
    keyPrefix: entity.keyPrefix,
    object,
    columns: (session) => entity.columns(session),
  };
}

/** All objects: the platform's, then those that only the org's files know. */
export function definedEntities(view: OrgView, platform: readonly Entity[]): readonly DefinedEntity[] {
  const objects = view.get(orgObjects);
  const names = new Set(platform.map(({ name }) => name));
  return [
    ...platform.map((entity) => ofPlatform(entity, objects.get(entity.name))),
    ...[...objects.values()].filter(({ name }) => !names.has(name)).map(ofOrg),
  ];
}

export function definedFields(entity: DefinedEntity, session: Session): readonly DefinedField[] {
  const fields = new Map(entity.object?.fields.map((field) => [field.name, field]));
  return entity.columns(session).map((column) => {
    const field = fields.get(column.name);
    return { entity, column, field, component: field?.component };
  });
}

/** Custom fields have ids of their own; standard ones are named by their object and field. */
export function fieldDurableId({ entity, column, component }: DefinedField): string {
  const own = component === undefined || component.id === '' ? column.name : component.id;
  return `${entity.durableId}.${own}`;
}
