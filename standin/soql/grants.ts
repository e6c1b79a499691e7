import { readRecords } from './readRecords.ts';

export const fieldRead = 1;
export const fieldEdit = 2;

export type ObjectGrant = {
  readonly read: boolean;
  readonly create: boolean;
  readonly edit: boolean;
  readonly delete: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
  readonly viewAllFields: boolean;
};

/** Setup entity types of SetupEntityAccess that metadata files name by component. */
export type SetupEntityType =
  'ApexClass' | 'ApexPage' | 'CustomEntityDefinition' | 'CustomPermission' | 'FlowDefinition' | 'TabSet';

export type SetupGrant = { readonly type: SetupEntityType; readonly name: string };
export type LayoutGrant = { readonly layout: string; readonly recordType: string | undefined };

/** What a profile, permission set, muting set or group gives. */
export type Grants = {
  /** Text of the file's plain elements (`label`, `description`, `license`, `userLicense`, `custom` …). */
  readonly texts: Readonly<Record<string, string>>;
  readonly userPermissions: ReadonlySet<string>;
  readonly objects: ReadonlyMap<string, ObjectGrant>;
  /** Bits {@link fieldRead} and {@link fieldEdit} by `Object.Field`; only fields with at least one. */
  readonly fields: ReadonlyMap<string, number>;
  readonly setup: readonly SetupGrant[];
  /** Visibility in the words of SOQL by tab name. */
  readonly tabs: ReadonlyMap<string, 'DefaultOn' | 'DefaultOff'>;
  readonly layouts: readonly LayoutGrant[];
};

export const noGrants: Grants = {
  texts: {},
  userPermissions: new Set(),
  objects: new Map(),
  fields: new Map(),
  setup: [],
  tabs: new Map(),
  layouts: [],
};

const setupElements: Readonly<Record<string, { type: SetupEntityType; name: string; given: string }>> = {
  applicationVisibilities: { type: 'TabSet', name: 'application', given: 'visible' },
  classAccesses: { type: 'ApexClass', name: 'apexClass', given: 'enabled' },
  customMetadataTypeAccesses: { type: 'CustomEntityDefinition', name: 'name', given: 'enabled' },
  customPermissions: { type: 'CustomPermission', name: 'name', given: 'enabled' },
  customSettingAccesses: { type: 'CustomEntityDefinition', name: 'name', given: 'enabled' },
  flowAccesses: { type: 'FlowDefinition', name: 'flow', given: 'enabled' },
  pageAccesses: { type: 'ApexPage', name: 'apexPage', given: 'enabled' },
};

function parse(content: Buffer): Grants {
  const texts: Record<string, string> = {};
  const userPermissions = new Set<string>();
  const objects = new Map<string, ObjectGrant>();
  const fields = new Map<string, number>();
  const setup: SetupGrant[] = [];
  const tabs = new Map<string, 'DefaultOn' | 'DefaultOff'>();
  const layouts: LayoutGrant[] = [];

  readRecords(content, (element, values, text) => {
    const is = (name: string): boolean => values[name] === 'true';
    const setupElement = setupElements[element];
    if (setupElement !== undefined) {
      const name = values[setupElement.name];
      if (name !== undefined && is(setupElement.given)) setup.push({ type: setupElement.type, name });
    } else if (element === 'userPermissions') {
      if (values['name'] !== undefined && is('enabled')) userPermissions.add(values['name']);
    } else if (element === 'fieldPermissions') {
      const bits = (is('readable') ? fieldRead : 0) | (is('editable') ? fieldEdit : 0);
      if (values['field'] !== undefined && bits > 0) fields.set(values['field'], bits);
    } else if (element === 'objectPermissions') {
      // A muting set may name a right without Read: it takes away just that one.
      if (values['object'] !== undefined) {
        objects.set(values['object'], {
          read: is('allowRead'),
          create: is('allowCreate'),
          edit: is('allowEdit'),
          delete: is('allowDelete'),
          viewAll: is('viewAllRecords'),
          modifyAll: is('modifyAllRecords'),
          viewAllFields: is('viewAllFields'),
        });
      }
    } else if (element === 'tabSettings') {
      const visibility = values['visibility'];
      if (values['tab'] !== undefined && visibility !== undefined && visibility !== 'None') {
        tabs.set(values['tab'], visibility === 'Visible' ? 'DefaultOn' : 'DefaultOff');
      }
    } else if (element === 'tabVisibilities') {
      // A profile's words for the same; of hidden tabs there is no row.
      const visibility = values['visibility'];
      if (values['tab'] !== undefined && (visibility === 'DefaultOn' || visibility === 'DefaultOff')) {
        tabs.set(values['tab'], visibility);
      }
    } else if (element === 'layoutAssignments') {
      if (values['layout'] !== undefined) layouts.push({ layout: values['layout'], recordType: values['recordType'] });
    } else if (text !== '') {
      texts[element] = text;
    }
  });
  return { texts, userPermissions, objects, fields, setup, tabs, layouts };
}

const parsed = new WeakMap<Buffer, Grants>();

/** What the file gives; kept for as long as its buffer lives. */
export function grantsOf(content: Buffer | undefined): Grants {
  if (content === undefined) return noGrants;
  const known = parsed.get(content);
  if (known !== undefined) return known;
  const grants = parse(content);
  parsed.set(content, grants);
  return grants;
}
