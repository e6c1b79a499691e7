import type { StandinComponent } from '../orgState.ts';
import { childrenOf, textOf, type XmlElement } from '../xml/parseXml.ts';
import type { OrgView } from './orgView.ts';
import { isTrue } from './readXml.ts';
import { standardFields, standardPrefixes } from './standardFields.ts';

export type OrgField = {
  readonly name: string;
  readonly label: string;
  /** Type in metadata (`LongTextArea`, `Lookup`), or in the words of a describe for standard fields (`long`). */
  readonly type: string;
  readonly isCustom: boolean;
  readonly referenceTo: string | undefined;
  readonly component: StandinComponent | undefined;
  readonly xml: XmlElement;
};

export type ObjectKind = 'big' | 'custom' | 'event' | 'external' | 'metadata' | 'setting' | 'standard';

export type OrgObject = {
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly kind: ObjectKind;
  readonly keyPrefix: string | null;
  readonly component: StandinComponent;
  readonly xml: XmlElement;
  readonly fields: readonly OrgField[];
  readonly isDetail: boolean;
};

const noXml: XmlElement = { name: '', text: '', children: [] };
const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';

function kindOf(name: string, xml: XmlElement): ObjectKind {
  if (name.endsWith('__mdt')) return 'metadata';
  if (name.endsWith('__e')) return 'event';
  if (name.endsWith('__b')) return 'big';
  if (name.endsWith('__x')) return 'external';
  if (!name.endsWith('__c')) return 'standard';
  return textOf(xml, 'customSettingsType') === undefined ? 'custom' : 'setting';
}

const prefixLetters: Readonly<Record<ObjectKind, string>> = {
  big: 'b',
  custom: 'a',
  event: 'e',
  external: 'x',
  metadata: 'm',
  setting: 'a',
  standard: '',
};

function customPrefix(kind: ObjectKind, index: number): string {
  const digit = (place: number): string => base36.charAt(Math.floor(index / 36 ** place) % 36);
  return `${prefixLetters[kind]}${digit(1)}${digit(0)}`;
}

function spaced(name: string): string {
  return name
    .replace(/__\w$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll('_', ' ');
}

function fieldsOf(view: OrgView, objectName: string, xml: XmlElement): readonly OrgField[] {
  const inFile = new Map(childrenOf(xml, 'fields').map((field) => [textOf(field, 'fullName') ?? '', field]));
  const standard = standardFields(objectName);
  const types = new Map(standard.map((field) => [field.name, field]));
  const names = [...new Set([...types.keys(), ...inFile.keys()])].filter((name) => name !== '');
  return names.map((name) => {
    const field = inFile.get(name) ?? noXml;
    return {
      name,
      label: textOf(field, 'label') ?? spaced(name.replace(/Id$/, '')),
      type: textOf(field, 'type') ?? types.get(name)?.type ?? 'string',
      isCustom: /__\w+$/.test(name),
      referenceTo: textOf(field, 'referenceTo') ?? types.get(name)?.referenceTo,
      component: view.component('CustomField', `${objectName}.${name}`),
      xml: field,
    };
  });
}

/** The objects of the org's files, standard ones included. */
export function orgObjects(view: OrgView): ReadonlyMap<string, OrgObject> {
  const objects = new Map<string, OrgObject>();
  let customs = 0;
  for (const component of view.components('CustomObject')) {
    const { fullName: name } = component;
    const xml = view.xml(component);
    const kind = kindOf(name, xml);
    if (kind !== 'standard') customs += 1;
    const fields = fieldsOf(view, name, xml);
    const label = textOf(xml, 'label') ?? spaced(name);
    objects.set(name, {
      name,
      label,
      pluralLabel: textOf(xml, 'pluralLabel') ?? `${label}s`,
      kind,
      keyPrefix: kind === 'standard' ? (standardPrefixes[name] ?? null) : customPrefix(kind, customs),
      component,
      xml,
      fields,
      isDetail: fields.some(({ type }) => type === 'MasterDetail'),
    });
  }
  return objects;
}

/** The custom fields that a listing shows and a file defines, with their objects. */
export type FieldOfObject = { readonly object: OrgObject; readonly field: OrgField };

export function customFields(
  view: OrgView
): ReadonlyArray<FieldOfObject & { readonly field: { readonly component: StandinComponent } }> {
  return [...view.get(orgObjects).values()].flatMap((object) =>
    object.fields.flatMap((field) =>
      field.isCustom && field.component !== undefined
        ? [{ object, field: { ...field, component: field.component } }]
        : []
    )
  );
}

/** Whether field-level security applies: neither required fields nor master-detail nor system fields have it. */
export function isPermissionable(object: OrgObject, field: OrgField): boolean {
  if (object.kind === 'metadata' || object.kind === 'setting' || object.kind === 'event') return false;
  if (field.type === 'MasterDetail' || isTrue(field.xml, 'required')) return false;
  return field.isCustom;
}

/** What EntityDefinitionId and TableEnumOrId hold: the name of a standard object, the id of a custom one. */
export function entityDefinitionId(object: OrgObject): string {
  return object.component.id === '' ? object.name : object.component.id;
}
